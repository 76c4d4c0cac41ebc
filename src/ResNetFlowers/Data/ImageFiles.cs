using System.IO.Enumeration;
using System.Runtime.InteropServices;
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
    /// several ways counts once.
    /// </summary>
    /// <param name="folder">The folder to search.</param>
    /// <returns>Their paths, each beginning with <paramref name="folder"/>.</returns>
    /// <exception cref="InputException">The folder, or one below it, cannot be read, or a link leads back to a folder that it lies in.</exception>
    public static IReadOnlyList<string> Find(string folder) =>
        [.. FoldersBelow(folder).SelectMany(each => Names(each).Select(name => Path.Join(each, name)))];

    /// <summary>The names of the photos directly inside a folder, in ordinal order.</summary>
    /// <exception cref="InputException">The folder cannot be read.</exception>
    internal static IReadOnlyList<string> Names(string folder)
    {
        var names = new List<string>();
        foreach (Entry entry in Entries(folder, areFolders: false))
        {
            if (ImageCodec.HasImageExtension(entry.Name)) names.Add(entry.Name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>The names of the folders directly inside a folder, in ordinal order.</summary>
    /// <exception cref="InputException">The folder cannot be read.</exception>
    internal static IReadOnlyList<string> SubfolderNames(string folder) => [.. Subfolders(folder).Select(entry => entry.Name)];

    /// <summary>A folder and all below it, in ordinal order; one that can be reached in several ways counts once.</summary>
    /// <exception cref="InputException">A folder cannot be read, or a link leads back to a folder that it lies in.</exception>
    internal static IReadOnlyList<string> FoldersBelow(string folder)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<string>();
        var todo = new Stack<Visit>([new Visit(folder, RealPath.Of(folder), From: null)]);
        while (todo.TryPop(out Visit? next))
        {
            if (!seen.Add(next.Real)) continue;
            found.Add(next.Path);
            // In reverse: the first comes off the stack first.
            foreach (Entry entry in Subfolders(next.Path).Reverse()) todo.Push(Enter(next, entry));
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>What is directly inside a folder, in any order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="areFolders">Whether folders are wanted, or else files.</param>
    /// <exception cref="InputException">The folder cannot be read.</exception>
    internal static IEnumerable<Entry> Entries(string folder, bool areFolders)
    {
        using IEnumerator<Entry> entries = Open(folder, areFolders);
        while (entries.MoveNext()) yield return entries.Current;
    }

    private static Entry[] Subfolders(string folder) => [.. Entries(folder, areFolders: true).OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>Only a link can lead anywhere but one folder down, and so only a link back to where one came from.</summary>
    private static Visit Enter(Visit from, Entry entry)
    {
        string path = Path.Join(from.Path, entry.Name);
        if (!entry.IsLink) return new Visit(path, Path.Join(from.Real, entry.Name), from);
        string real = RealPath.Of(path);
        for (Visit? passed = from; passed is not null; passed = passed.From)
        {
            if (!RealPath.IsInside(passed.Real, real)) continue;
            throw new InputException($"{path}: is a link to {real}, which it lies in, so that there is no end to it; remove the link");
        }

        return new Visit(path, real, from);
    }

    private static IEnumerator<Entry> Open(string folder, bool areFolders)
    {
        try
        {
            return new FileSystemEnumerable<Entry>(folder, Read, EveryEntry)
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory == areFolders,
            }.GetEnumerator();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string mend = FileName.IsLost(folder) ? FileName.LostMend : "check that it is a folder that you may read";
            throw new InputException($"{folder}: cannot be listed; {mend}", e);
        }
    }

    // Of a file, everything is known without looking at it; attributes would take a look.
    private static Entry Read(ref FileSystemEntry entry) =>
        new(entry.FileName.ToString(), entry.IsDirectory && entry.Attributes.HasFlag(FileAttributes.ReparsePoint));

    /// <summary>Something in a folder.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="IsLink">Whether it is a folder that is a link.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Entry(string Name, bool IsLink);

    /// <summary>A folder on the way.</summary>
    /// <param name="Path">How it was reached.</param>
    /// <param name="Real">The same without links.</param>
    /// <param name="From">The folder that it was reached from; null for the first.</param>
    private sealed record Visit(string Path, string Real, Visit? From);
}
