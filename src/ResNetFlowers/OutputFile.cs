namespace ResNetFlowers;

/// <summary>A file that a person names for a result.</summary>
internal static class OutputFile
{
    /// <summary>Checks that the file may be written; nothing is touched.</summary>
    /// <param name="path">Where the result goes.</param>
    /// <param name="force">Whether a file of that name may be replaced.</param>
    /// <param name="option">The option that named it.</param>
    /// <exception cref="InputException">The name is empty or a folder's, or is taken and may not be replaced.</exception>
    public static void RequireFree(string path, bool force, string option = "--out")
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException($"{option}: is empty; name a file");
        if (Directory.Exists(path)) throw new InputException($"{option} {path}: is a folder; name a file");
        if (File.Exists(path) && !force) throw new InputException($"{path}: is there already; name another file with {option}, or replace it with --force");
    }
}
