namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Classes of very different size among the photos to learn from.</summary>
internal static class ImbalanceCheck
{
    /// <summary>A class with this many times the photos of another drowns it.</summary>
    private const int Ratio = 10;

    public static IEnumerable<Finding> Find(DatasetListing listing)
    {
        (string Class, int Count)[] counts =
        [
            .. listing.Photos.Where(photo => photo.Part == 0)
                .CountBy(photo => photo.Class)
                .Select(count => (count.Key, count.Value))
                .OrderBy(count => count.Value),
        ];
        if (counts.Length == 0 || counts[^1].Count < Ratio * counts[0].Count) yield break;
        string problem = $"has {counts[0].Count} photo{(counts[0].Count == 1 ? "" : "s")}, {counts[^1].Class} has {counts[^1].Count}; train with --balance sampling or add photos";
        yield return new Finding(FindingKind.Imbalance, problem, [listing.Parts[0].PlaceOf(counts[0].Class)], []);
    }
}
