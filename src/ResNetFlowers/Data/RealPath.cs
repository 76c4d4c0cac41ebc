namespace ResNetFlowers.Data;

/// <summary>What a path means once its symbolic links are followed.</summary>
internal static class RealPath
{
    /// <summary>As many links as Linux follows before it calls a path a loop.</summary>
    private const int MaxLinks = 40;

    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>
    /// The absolute path without any symbolic link in it. Parts that do not exist are kept as they are, so that it serves for a
    /// folder yet to be made.
    /// </summary>
    /// <exception cref="InputException">The links go round in a circle.</exception>
    public static string Of(string path)
    {
        var todo = new Stack<string>();
        string resolved = Begin(Path.GetFullPath(path), todo);
        int links = 0;
        while (todo.TryPop(out string? part))
        {
            if (part == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            string next = Path.Join(resolved, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (++links > MaxLinks) throw new InputException($"{path}: its symbolic links go round in a circle; name a folder that exists");
            if (Path.IsPathRooted(target)) resolved = Begin(target, todo);
            else PushParts(target, todo);
        }

        return resolved;
    }

    /// <summary>Whether <paramref name="inner"/> is <paramref name="outer"/> or lies somewhere inside it, links followed.</summary>
    public static bool IsInside(string inner, string outer)
    {
        string innerPath = Path.TrimEndingDirectorySeparator(Of(inner)) + Path.DirectorySeparatorChar;
        string outerPath = Path.TrimEndingDirectorySeparator(Of(outer)) + Path.DirectorySeparatorChar;
        return innerPath.StartsWith(outerPath, Comparison);
    }

    private static string Begin(string rooted, Stack<string> todo)
    {
        string root = Path.GetPathRoot(rooted)!;
        PushParts(rooted[root.Length..], todo);
        return root;
    }

    private static void PushParts(string path, Stack<string> todo)
    {
        string[] parts = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] != ".") todo.Push(parts[i]);
        }
    }
}
