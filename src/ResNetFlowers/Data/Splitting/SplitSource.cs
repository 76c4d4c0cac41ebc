using System.Runtime.InteropServices;
using ResNetFlowers.Data.Archives;

namespace ResNetFlowers.Data.Splitting;

/// <summary>One photo to split.</summary>
/// <param name="Path">The file, as an absolute path.</param>
/// <param name="Place">Where it goes within its part, with <c>/</c> between: <c>roses/1.jpg</c>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SourcePhoto(string Path, string Place);

/// <summary>A class and its photos, at least one, in an order that depends on their names alone.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Photos">Its photos.</param>
internal sealed record SourceClass(string Name, IReadOnlyList<SourcePhoto> Photos);

/// <summary>The photos that a split is made of, wherever they come from.</summary>
/// <param name="Name">What the person named, for messages.</param>
/// <param name="Root">The folder, absolute, that paths in a list of parts begin from.</param>
/// <param name="Classes">The classes, in ordinal order.</param>
/// <param name="MayMove">Whether the files are the split's own already, and may be moved to where they belong.</param>
internal sealed record SplitSource(string Name, string Root, IReadOnlyList<SourceClass> Classes, bool MayMove)
{
    /// <summary>What the person should know of it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Finds the photos of a folder or a list.</summary>
    /// <param name="options">What is split.</param>
    /// <returns>The photos; null for an archive, which is there but has to be unpacked first.</returns>
    /// <exception cref="InputException">The source cannot be used; the message names it and the mend.</exception>
    public static SplitSource? Find(SplitOptions options)
    {
        if (options.IsList) return ListSource.Open(options.Source, options.Out);
        if (!options.IsArchive) RequireNoSplit(options.Source);
        if (!options.IsArchive) return FromFolder(Scan(options.Source), options.Source, mayMove: false);
        PhotoArchive.RequireReadable(options.Source);
        return null;
    }

    private static ImageFolder Scan(string folder)
    {
        ImageFolder found = ImageFolder.Scan(folder);
        if (found.Classes is not [string only]) return found;
        string inner = Path.Join(folder, only);
        IReadOnlyList<string> within = ImageFiles.SubfolderNames(inner);
        return within.Count < 2
            ? found
            : throw new InputException($"{folder}: has one class only ({only}); its sub-folders {within[0]}, {within[1]}{(within.Count > 2 ? ", …" : "")} look like classes: give {inner}");
    }

    /// <summary>The parts of a split look like classes of photos.</summary>
    private static void RequireNoSplit(string folder)
    {
        if (!SplitPlan.Parts.Take(2).All(part => Directory.Exists(Path.Join(folder, part)))) return;
        if (ImageFiles.SubfolderNames(folder).Except(SplitPlan.Parts, StringComparer.Ordinal).Any()) return;
        throw new InputException($"{folder}: is split already, into {SplitPlan.Parts[0]} and {SplitPlan.Parts[1]}; give it to 'train' as it is with --data, or name the folder with one sub-folder of photos per class");
    }

    /// <summary>The classes of a folder, which keep their sub-folders.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">What the person named.</param>
    /// <param name="mayMove">Whether its files may be moved.</param>
    public static SplitSource FromFolder(ImageFolder folder, string name, bool mayMove)
    {
        var classes = new List<SourceClass>(folder.Classes.Count);
        int first = 0;
        for (int label = 0; label < folder.Classes.Count; label++)
        {
            var photos = new SourcePhoto[folder.Counts[label]];
            for (int i = 0; i < photos.Length; i++) photos[i] = Photo(folder.Root, folder.Samples[first + i]);
            classes.Add(new SourceClass(folder.Classes[label], photos));
            first += photos.Length;
        }

        return new SplitSource(name, Path.GetFullPath(folder.Root), classes, mayMove) { Warnings = Unread(folder, name) };
    }

    private static string[] Unread(ImageFolder folder, string name)
    {
        string[] unread = [.. folder.Classes.SelectMany(each => UnreadFormats.Find(Path.Join(folder.Root, each)))];
        return unread switch
        {
            [] => [],
            [string only] => [$"{only}: {UnreadFormats.Problem}"],
            _ => [$"{unread.Length} pictures, {unread[0]} the first, are in formats that are not read; save them as JPEG; 'flowers verify {ShellWord.Quote(name)}' names them"],
        };
    }

    private static SourcePhoto Photo(string root, Sample sample) => new(
        Path.GetFullPath(sample.Path), Path.GetRelativePath(root, sample.Path).Replace(Path.DirectorySeparatorChar, '/'));
}
