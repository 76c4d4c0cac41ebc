namespace ResNetFlowers.Data;

/// <summary>
/// Finds files of the same content, reading as little as it can: only files of equal length, and of those first the ends, where
/// compressed pictures differ.
/// </summary>
internal static class ExactCopies
{
    private const int EndLength = 4096;

    /// <summary>Groups files that are byte for byte the same, under whatever names, links included.</summary>
    /// <param name="paths">The files; one that is empty or cannot be read is a copy of none.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Indices into <paramref name="paths"/>, two or more a group, in ascending order; so are the groups, by their first.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<IReadOnlyList<int>> Find(IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        long[] lengths = [.. paths.Select(LengthOf)];
        IReadOnlyList<IReadOnlyList<int>> groups = Regroup<long>([.. Enumerable.Range(0, paths.Count)], index => lengths[index] <= 0 ? null : lengths[index]);
        groups = Refine(groups, index => ContentHash.OfFile(paths[index], Math.Max(0, lengths[index] - EndLength)), cancellation);
        groups = Refine(groups, index => ContentHash.OfFile(paths[index]), cancellation);
        return [.. groups.OrderBy(group => group[0])];
    }

    /// <summary>The length of a file, -1 where there is none.</summary>
    public static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        // Of a link, the length is that of the link itself. Others are looked at but once.
        if (file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.LinkTarget is not null) file = Follow(file);
        return file is { Exists: true } ? file.Length : -1;
    }

    private static FileInfo? Follow(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        }
        catch (IOException)
        {
            // Round in a circle.
            return null;
        }
    }

    /// <summary>Takes groups apart by what has to be read of their files, on all cores.</summary>
    private static IReadOnlyList<IReadOnlyList<int>> Refine(
        IReadOnlyList<IReadOnlyList<int>> groups, Func<int, UInt128> hash, CancellationToken cancellation)
    {
        int[] members = [.. groups.SelectMany(group => group)];
        var hashes = new UInt128?[members.Length];
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, members.Length, parallel, at => hashes[at] = TryHash(members[at], hash));

        Dictionary<int, UInt128?> byIndex = members.Zip(hashes).ToDictionary();
        return [.. groups.SelectMany(group => Regroup(group, index => byIndex[index]))];
    }

    private static UInt128? TryHash(int index, Func<int, UInt128> hash)
    {
        try
        {
            return hash(index);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IReadOnlyList<IReadOnlyList<int>> Regroup<TKey>(IReadOnlyList<int> indices, Func<int, TKey?> key) where TKey : struct =>
    [
        .. indices.Select(index => (Index: index, Key: key(index)))
            .Where(entry => entry.Key is not null)
            .GroupBy(entry => entry.Key!.Value, entry => entry.Index)
            .Select(group => group.ToArray())
            .Where(group => group.Length > 1),
    ];
}
