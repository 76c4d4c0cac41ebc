namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Photos of the same bytes.</summary>
internal static class DuplicateCheck
{
    public static IEnumerable<Finding> Find(DatasetListing listing, IEnumerable<PhotoFacts> photos) => photos
        .Where(facts => facts.Picture is not null)
        .GroupBy(facts => facts.Picture!.Content, facts => facts.Photo)
        .Where(group => group.Skip(1).Any())
        .Select(group => CopyFinding.Of(listing, [.. group], isExact: true));
}
