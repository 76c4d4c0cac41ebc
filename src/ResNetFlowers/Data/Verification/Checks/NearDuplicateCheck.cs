using ResNetFlowers.Data.Similarity;

namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Different files that show the same photo.</summary>
internal static class NearDuplicateCheck
{
    /// <returns>A finding for each group of photos that resemble each other, directly or over others; exact copies of theirs included.</returns>
    public static IEnumerable<Finding> Find(DatasetListing listing, IEnumerable<PhotoFacts> photos)
    {
        IGrouping<UInt128, PhotoFacts>[] contents = [.. photos.Where(facts => facts.Picture is not null).GroupBy(facts => facts.Picture!.Content)];
        return LookGroups.Of([.. contents.Select(content => content.First().Picture!.Look)])
            .Select(group => CopyFinding.Of(listing, [.. group.SelectMany(content => contents[content]).Select(facts => facts.Photo)], isExact: false));
    }
}
