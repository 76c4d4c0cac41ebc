namespace ResNetFlowers.Export;

/// <summary>Where an exported file goes.</summary>
internal static class ExportPath
{
    /// <summary>The file that the options name, else <c>model.EXT</c> beside the checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint's file.</param>
    /// <param name="options">What is exported.</param>
    /// <exception cref="InputException">The name is taken, and may not be replaced.</exception>
    public static string Choose(string checkpoint, ExportOptions options)
    {
        string byDefault = $"model.{Extension(options.To)}";
        if (options.Out is not null && string.IsNullOrWhiteSpace(options.Out)) throw new InputException("--out: is empty; name a file");
        string path = options.Out ?? Path.Join(Path.GetDirectoryName(checkpoint), byDefault);
        if (Directory.Exists(path)) throw new InputException($"--out {path}: is a folder; name a file");
        if (IsSame(path, checkpoint)) throw new InputException($"--out {path}: is the checkpoint itself; name another file");
        if (File.Exists(path) && !options.Force)
            throw new InputException($"{path}: is there already; name another file with --out, or replace it with --force");
        return path;
    }

    private static string Extension(ExportFormat format) => format switch
    {
        ExportFormat.Pth => "pth",
        ExportFormat.Safetensors => "safetensors",
        ExportFormat.Onnx => "onnx",
        _ => throw new InputException($"--to {format}: there is no such format; give pth, safetensors or onnx"),
    };

    private static bool IsSame(string path, string other)
    {
        StringComparison comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return string.Equals(Path.GetFullPath(path), Path.GetFullPath(other), comparison);
    }
}
