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
        string path = options.Out ?? Path.Join(Path.GetDirectoryName(checkpoint), byDefault);
        if (path.Length > 0 && IsSame(path, checkpoint)) throw new InputException($"--out {path}: is the checkpoint itself; name another file");
        OutputFile.RequireFree(path, options.Force);
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
