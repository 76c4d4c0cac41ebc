using System.Collections.Frozen;

namespace ResNetFlowers.Data;

/// <summary>Pictures among photos in formats that are not read: phones and cameras write them, and nobody should miss them unawares.</summary>
internal static class UnreadFormats
{
    /// <summary>What is wrong with one, and the mend; completes a sentence that begins with its name.</summary>
    public const string Problem = "is a picture in a format that is not read; save it as a JPEG";

    private static readonly FrozenSet<string> Extensions = FrozenSet.ToFrozenSet(
        [
            ".heic", ".heif", ".hif", ".avif", ".jxl", ".jp2", ".jfif", ".jpe", ".tif", ".tiff", ".psd", ".svg",
            ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".raf", ".rw2", ".pef", ".srw",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Such pictures below a folder at any depth, told by their extension, in ordinal order.</summary>
    /// <param name="folder">The folder to search.</param>
    /// <returns>Their paths, each beginning with <paramref name="folder"/>.</returns>
    /// <exception cref="InputException">The folder, or one below it, cannot be read.</exception>
    public static IReadOnlyList<string> Find(string folder) =>
    [
        .. ImageFiles.FoldersBelow(folder)
            .SelectMany(each => ImageFiles.Entries(each, areFolders: false).Select(file => Path.Join(each, file.Name)))
            .Where(path => Extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal),
    ];
}
