using ResNetFlowers.Data.Verification.Similarity;

namespace ResNetFlowers.Data.Verification.Checks;

/// <summary>Different files that show the same photo.</summary>
internal static class NearDuplicateCheck
{
    /// <returns>A finding for each group of photos that resemble each other, directly or over others; exact copies of theirs included.</returns>
    public static IEnumerable<Finding> Find(DatasetListing listing, IEnumerable<PhotoFacts> photos)
    {
        IGrouping<UInt128, PhotoFacts>[] contents = [.. photos.Where(facts => facts.Picture is not null).GroupBy(facts => facts.Picture!.Content)];
        var index = new LookIndex();
        int[] leaders = new int[contents.Length];
        for (int content = 0; content < contents.Length; content++)
        {
            leaders[content] = content;
            foreach (int alike in index.Add(contents[content].First().Picture!.Look)) Unite(alike, content);
        }

        return Enumerable.Range(0, contents.Length)
            .GroupBy(Leader)
            .Where(group => group.Skip(1).Any())
            .Select(group => CopyFinding.Of(listing, [.. group.SelectMany(content => contents[content]).Select(facts => facts.Photo)], isExact: false));

        int Leader(int content)
        {
            while (leaders[content] != content) content = leaders[content] = leaders[leaders[content]];
            return content;
        }

        void Unite(int one, int other)
        {
            (one, other) = (Leader(one), Leader(other));
            leaders[Math.Max(one, other)] = Math.Min(one, other);
        }
    }
}
