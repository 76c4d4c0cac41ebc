namespace ResNetFlowers.Data;

/// <summary>What has to be known of a folder before anything is written into it.</summary>
internal static class OutputFolder
{
    /// <summary>Makes sure that a folder is missing or as good as empty.</summary>
    /// <param name="option">The option that named it, for the message.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="mend">What to do if something is in the way.</param>
    /// <exception cref="InputException">
    /// It is a file, or holds anything but read-mes and dot-files, such as keep a folder in a repository.
    /// </exception>
    public static void RequireEmpty(string option, string folder, string mend)
    {
        RequireNoFile(option, folder);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(IsInTheWay) is { } entry)
        {
            throw new InputException($"{option} {folder}: is not empty (it holds {Path.GetFileName(entry)}); {mend}");
        }
    }

    /// <summary>Makes sure that a path is no file.</summary>
    /// <exception cref="InputException">It is a file.</exception>
    public static void RequireNoFile(string option, string folder)
    {
        if (File.Exists(folder)) throw new InputException($"{option} {folder}: is a file; name a folder");
    }

    /// <summary>The outermost folder that would have to be made for this one; null where it exists.</summary>
    public static string? FirstMissing(string folder)
    {
        string? missing = null;
        for (string? each = folder; each is not null && !Directory.Exists(each); each = Path.GetDirectoryName(each)) missing = each;
        return missing;
    }

    private static bool IsInTheWay(string entry)
    {
        string name = Path.GetFileName(entry);
        return Directory.Exists(entry) || !(name.StartsWith('.') || name.StartsWith("README", StringComparison.OrdinalIgnoreCase));
    }
}
