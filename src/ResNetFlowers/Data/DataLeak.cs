namespace ResNetFlowers.Data;

/// <summary>Looks for photos to check with that are also learned from: accuracy on them says nothing about new photos.</summary>
internal static class DataLeak
{
    private const int Named = 2;

    /// <summary>Looks for exact copies; photos of which no other has the length are not read.</summary>
    /// <param name="train">The photos to learn from.</param>
    /// <param name="val">The photos to check with.</param>
    /// <returns>One line that counts them and names the first; null where there are none.</returns>
    public static string? Between(ImageFolder train, ImageFolder val)
    {
        List<string> candidates = SameLengths(train, val, out int fromTrain);
        (string Val, string Train)[] leaks =
        [
            .. ExactCopies.Find(candidates)
                .Where(group => group[0] < fromTrain)
                .SelectMany(group => group.Where(index => index >= fromTrain).Select(index => (Val: candidates[index], Train: candidates[group[0]])))
                .OrderBy(leak => leak.Val, StringComparer.Ordinal),
        ];
        if (leaks.Length == 0) return null;
        string examples = string.Join(", ", leaks.Take(Named).Select(leak => $"{leak.Val} is {leak.Train}"));
        string more = leaks.Length > Named ? ", …" : "";
        return $"{leaks.Length} of {val.Samples.Count} validation photos also stand in training ({examples}{more}), so that validation accuracy promises too much";
    }

    /// <summary>The photos whose length occurs on both sides, those of training first.</summary>
    private static List<string> SameLengths(ImageFolder train, ImageFolder val, out int fromTrain)
    {
        HashSet<long> common = [.. train.Lengths];
        common.IntersectWith(val.Lengths);
        List<string> candidates = [.. Common(train)];
        fromTrain = candidates.Count;
        candidates.AddRange(Common(val));
        return candidates;

        IEnumerable<string> Common(ImageFolder folder) => folder.Samples.Where((_, index) => common.Contains(folder.Lengths[index])).Select(sample => sample.Path);
    }
}
