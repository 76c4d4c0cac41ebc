namespace ResNetFlowers.Data.Similarity;

/// <summary>Puts pictures together that resemble each other, directly or over others.</summary>
internal static class LookGroups
{
    /// <summary>Groups looks.</summary>
    /// <param name="looks">What each picture looks like; null for one that is like none, such as a file that cannot be read.</param>
    /// <returns>Indices, two or more a group, in ascending order; so are the groups, by their first.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<Look?> looks)
    {
        int[] known = [.. Enumerable.Range(0, looks.Count).Where(index => looks[index] is not null)];
        var index = new LookIndex();
        int[] leaders = new int[known.Length];
        for (int look = 0; look < known.Length; look++)
        {
            leaders[look] = look;
            foreach (int alike in index.Add(looks[known[look]]!)) Unite(alike, look);
        }

        return [.. Enumerable.Range(0, known.Length).GroupBy(Leader, look => known[look]).Select(group => group.ToArray()).Where(group => group.Length > 1)];

        int Leader(int look)
        {
            while (leaders[look] != look) look = leaders[look] = leaders[leaders[look]];
            return look;
        }

        void Unite(int one, int other)
        {
            (one, other) = (Leader(one), Leader(other));
            leaders[Math.Max(one, other)] = Math.Min(one, other);
        }
    }
}
