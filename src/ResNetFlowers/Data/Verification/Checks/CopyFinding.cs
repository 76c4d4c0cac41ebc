namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Judges photos that are the same: where they stand decides what harm they do, and which of them should go.</summary>
internal static class CopyFinding
{
    /// <param name="listing">The data set.</param>
    /// <param name="photos">Two photos or more, in the order of the data set.</param>
    /// <param name="isExact">Whether their bytes are the same.</param>
    public static Finding Of(DatasetListing listing, IReadOnlyList<ListedPhoto> photos, bool isExact)
    {
        string[] parts = [.. photos.Select(photo => listing.Parts[photo.Part].Name).Distinct(StringComparer.Ordinal)];
        string[] classes = [.. photos.Select(photo => photo.Class).Distinct(StringComparer.Ordinal)];
        FindingKind kind = Kind(parts.Length > 1, classes.Length > 1, isExact);
        string problem = isExact ? "are the same file" : "are the same photo, edited or encoded anew";
        if (parts.Length > 1) problem += $", in {string.Join(" and ", parts)}";
        if (classes.Length > 1) problem += $", as {string.Join(" and ", classes)}";
        return new Finding(kind, problem, [.. photos.Select(photo => photo.Place)], [.. Offenders(photos, kind).Select(photo => photo.Place)]);
    }

    private static FindingKind Kind(bool acrossSplits, bool acrossClasses, bool isExact) => (acrossSplits, acrossClasses) switch
    {
        (_, true) => isExact ? FindingKind.DuplicateAcrossClasses : FindingKind.NearDuplicateAcrossClasses,
        (true, false) => isExact ? FindingKind.DuplicateAcrossSplits : FindingKind.NearDuplicateAcrossSplits,
        _ => isExact ? FindingKind.Duplicate : FindingKind.NearDuplicate,
    };

    /// <summary>
    /// Nobody knows which of several labels is right: all go. Between parts, what is learned from gives way to what is checked with, so
    /// that results stay comparable. Of exact copies in one part the first remains; edited ones may all be of use.
    /// </summary>
    private static IEnumerable<ListedPhoto> Offenders(IReadOnlyList<ListedPhoto> photos, FindingKind kind)
    {
        int last = photos.Max(photo => photo.Part);
        ListedPhoto first = photos.First(photo => photo.Part == last);
        return kind switch
        {
            FindingKind.DuplicateAcrossClasses or FindingKind.NearDuplicateAcrossClasses => photos,
            FindingKind.DuplicateAcrossSplits or FindingKind.Duplicate => photos.Where(photo => photo != first),
            FindingKind.NearDuplicateAcrossSplits => photos.Where(photo => photo.Part != last),
            _ => [],
        };
    }
}
