using System.IO.Enumeration;
using ResNetFlowers.Data;

namespace ResNetFlowers.Inference;

/// <summary>Finds files by a pattern, as a shell does: for shells that leave that to the program, and patterns in quotes.</summary>
internal static class Glob
{
    private const string AnyDepth = "**";

    private static readonly char[] Separators = [.. new[] { Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar }.Distinct()];

    /// <summary>Whether a path is a pattern.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>The files that a pattern matches, in ordinal order.</summary>
    /// <param name="pattern">
    /// <c>*</c> stands for any letters of a name, <c>?</c> for one, <c>**</c> for folders at any depth; a hidden name matches only a
    /// part of the pattern that begins with its dot. Every other letter, brackets included, stands for itself.
    /// </param>
    /// <exception cref="InputException">A folder on the way cannot be read.</exception>
    public static IReadOnlyList<string> Files(string pattern)
    {
        // The part before the first wildcard is taken as it is, the root, dots and all.
        int fixedEnd = pattern.AsSpan(0, pattern.AsSpan().IndexOfAny('*', '?')).LastIndexOfAny(Separators) + 1;
        string[] parts = pattern[fixedEnd..].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return [.. Match(pattern[..fixedEnd], parts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Match(string folder, ArraySegment<string> parts)
    {
        string listed = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(listed)) return [];
        if (parts[0] == AnyDepth) return ImageFiles.FoldersBelow(listed).SelectMany(each => Match(each, parts.Count > 1 ? parts[1..] : new[] { "*" }));

        bool isLast = parts.Count == 1;
        IEnumerable<string> matches = ImageFiles.Entries(listed, areFolders: !isLast)
            .Where(entry => IsMatch(parts[0], entry.Name)).Select(entry => Path.Join(folder, entry.Name));
        return isLast ? matches : matches.SelectMany(each => Match(each, parts[1..]));
    }

    private static bool IsMatch(string part, string name) =>
        (name[0] != '.' || part[0] == '.') && FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: OperatingSystem.IsWindows());
}
