using System.IO.Enumeration;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data;

/// <summary>Finds the photos below a folder.</summary>
public static class ImageFiles
{
    /// <summary>The file name extensions that count as photos, for messages.</summary>
    internal const string Extensions = ".jpg .jpeg .png .webp .bmp .gif";

    private static readonly EnumerationOptions EveryEntry = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>
    /// All photos below a folder at any depth, told by their extension: folder by folder in ordinal order, the files of each in
    /// ordinal order, as torchvision's <c>make_dataset</c> lists them. Symbolic links are followed; a folder that can be reached in
    /// several ways counts once, so that a link to a folder above it does no harm.
    /// </summary>
    /// <param name="folder">The folder to search.</param>
    /// <returns>Their paths, each beginning with <paramref name="folder"/>.</returns>
    /// <exception cref="InputException">The folder, or one below it, cannot be read.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        var files = new List<string>();
        foreach (string each in FoldersBelow(folder)) AddImages(each, files);
        return files;
    }

    /// <summary>The names of the folders directly inside a folder, in ordinal order.</summary>
    /// <exception cref="InputException">The folder cannot be read.</exception>
    internal static IReadOnlyList<string> SubfolderNames(string folder)
    {
        var names = new List<string>();
        foreach ((string name, bool isFolder) in Entries(folder))
        {
            if (isFolder) names.Add(name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>A folder and all below it, in ordinal order; one that can be reached in several ways counts once.</summary>
    /// <exception cref="InputException">A folder cannot be read.</exception>
    internal static IReadOnlyList<string> FoldersBelow(string folder)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<string>();
        var todo = new Stack<string>([folder]);
        while (todo.TryPop(out string? next))
        {
            if (!seen.Add(RealPath.Of(next))) continue;
            found.Add(next);
            IReadOnlyList<string> names = SubfolderNames(next);
            for (int i = names.Count - 1; i >= 0; i--) todo.Push(Path.Join(next, names[i]));
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void AddImages(string folder, List<string> files)
    {
        int before = files.Count;
        foreach ((string name, bool isFolder) in Entries(folder))
        {
            if (!isFolder && ImageCodec.HasImageExtension(name)) files.Add(Path.Join(folder, name));
        }

        files.Sort(before, files.Count - before, StringComparer.Ordinal);
    }

    /// <summary>What is directly inside a folder, in any order.</summary>
    /// <exception cref="InputException">The folder cannot be read.</exception>
    internal static IEnumerable<(string Name, bool IsFolder)> Entries(string folder)
    {
        using IEnumerator<(string, bool)> entries = Open(folder);
        while (entries.MoveNext()) yield return entries.Current;
    }

    private static IEnumerator<(string Name, bool IsFolder)> Open(string folder)
    {
        try
        {
            return new FileSystemEnumerable<(string, bool)>(
                folder, (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory), EveryEntry).GetEnumerator();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be listed; check that it is a folder that you may read", e);
        }
    }
}
