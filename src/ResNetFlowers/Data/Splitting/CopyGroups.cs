using ResNetFlowers.Data.Similarity;

namespace ResNetFlowers.Data.Splitting;

/// <summary>The photos of a source that are copies of each other, and so must not stand on both sides of a split.</summary>
internal sealed class CopyGroups
{
    /// <summary>
    /// More photos than this that look alike are no versions of one, but what a class looks like: digits, say, of which each resembles
    /// the next.
    /// </summary>
    private const int MostVersions = 20;

    private readonly int _exact;
    private readonly int _near;

    private CopyGroups(IReadOnlyList<(string Path, string Class)> photos, IReadOnlyList<IReadOnlyList<int>> exact, IReadOnlyList<IReadOnlyList<int>> near)
    {
        (_exact, _near) = (exact.Count, near.Count);
        HashSet<int> joined = [.. near.SelectMany(group => group)];
        Exact = new PhotoGroups(photos, exact);
        All = new PhotoGroups(photos, near.Concat(exact.Where(group => !joined.Contains(group[0]))));
    }

    /// <summary>Exact copies.</summary>
    public PhotoGroups Exact { get; }

    /// <summary>These, and photos that look alike.</summary>
    public PhotoGroups All { get; }

    /// <summary>Finds them: by content, and unless only exact copies are wanted by what they look like.</summary>
    /// <param name="source">The photos; those that cannot be read look like none.</param>
    /// <param name="exactOnly">Whether only exact copies are wanted, so that no photo is decoded.</param>
    /// <param name="progress">Told after each photo that was looked at.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static CopyGroups Find(SplitSource source, bool exactOnly, IProgress<SplitProgress>? progress, CancellationToken cancellation)
    {
        (string Path, string Class)[] photos = [.. source.Classes.SelectMany(each => each.Photos.Select(photo => (photo.Path, each.Name)))];
        IReadOnlyList<IReadOnlyList<int>> exact = ExactCopies.Find([.. photos.Select(photo => photo.Path)], cancellation);
        if (exactOnly) return new CopyGroups(photos, exact, near: []);

        // Of exact copies it is enough to look at one.
        HashSet<int> others = [.. exact.SelectMany(group => group.Skip(1))];
        int[] firsts = [.. Enumerable.Range(0, photos.Length).Where(index => !others.Contains(index))];
        IReadOnlyList<Look?> looks = LookReader.Read(
            [.. firsts.Select(index => photos[index].Path)], done => progress?.Report(new SplitProgress(SplitStep.Compare, done, firsts.Length)), cancellation);
        Dictionary<int, IReadOnlyList<int>> copies = exact.ToDictionary(group => group[0]);
        IEnumerable<IReadOnlyList<int>> near = LookGroups.Of(looks).Where(group => group.Count <= MostVersions)
            .Select(group => group.SelectMany(first => copies.GetValueOrDefault(firsts[first], [firsts[first]])).Order().ToArray());
        return new CopyGroups(photos, exact, [.. near]);
    }

    /// <summary>What a person should know of the copies.</summary>
    /// <param name="folder">Where they can be looked for.</param>
    /// <returns>One line; null where there are none.</returns>
    public string? Warning(string folder)
    {
        if (_exact + _near == 0) return null;
        int contradictory = All.Contradictory;
        string trained = contradictory == 0 ? "" : $", {contradictory} of them, which stand in several classes, in train";
        string found = string.Join(" and ", new[] { Count(_exact, "exact copies"), Count(_near, "near-duplicates, edited or encoded anew") }.OfType<string>());
        return $"{found}; copies stay on one side{trained}; 'flowers verify {folder}' names them";

        static string? Count(int groups, string what) => groups == 0 ? null : groups == 1 ? $"1 photo has {what}" : $"{groups} photos have {what}";
    }
}
