namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Files that cannot be read or decoded, or that end too early.</summary>
internal static class UnreadableCheck
{
    public static IEnumerable<Finding> Find(IEnumerable<PhotoFacts> photos)
    {
        foreach (PhotoFacts facts in photos)
        {
            if (facts.Error is not { } error) continue;
            FindingKind kind = error.IsTruncated ? FindingKind.Truncated : FindingKind.Unreadable;
            yield return new Finding(kind, error.Message, [facts.Photo.Place], [facts.Photo.Place]);
        }
    }
}
