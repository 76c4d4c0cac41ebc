namespace ResNetFlowers.Metrics;

/// <summary>How a p-value was found.</summary>
public enum McNemarMethod
{
    /// <summary>By the binomial distribution, exactly.</summary>
    ExactBinomial,

    /// <summary>By χ² with one degree of freedom, with Edwards' correction for continuity.</summary>
    ChiSquared,
}

/// <summary>What <see cref="McNemar"/> found.</summary>
/// <param name="OnlyFirst">Photos that only the first network has right.</param>
/// <param name="OnlySecond">Photos that only the second has right.</param>
/// <param name="Method">How the p-value was found.</param>
/// <param name="Statistic">χ²; null for the exact test.</param>
/// <param name="PValue">How probable a difference this large, either way, is between networks that are equally good, in [0, 1].</param>
public sealed record McNemarResult(long OnlyFirst, long OnlySecond, McNemarMethod Method, double? Statistic, double PValue);

/// <summary>
/// Whether the difference between two networks on the same photos is more than chance: McNemar's test ("Note on the sampling error of
/// the difference between correlated proportions or percentages", 1947), which looks only at the photos that one has right and the
/// other wrong.
/// </summary>
public static class McNemar
{
    /// <summary>Fewer such photos than this are counted out exactly; χ² is an approximation for many.</summary>
    public const int ExactBelow = 25;

    /// <summary>Tests two networks.</summary>
    /// <param name="first">Whether the first network has each photo right.</param>
    /// <param name="second">The same of the second, photo by photo.</param>
    /// <exception cref="ArgumentException">They are not about the same number of photos.</exception>
    public static McNemarResult Test(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        if (first.Count != second.Count) throw new ArgumentException($"are {second.Count} photos, not {first.Count}", nameof(second));
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int i = 0; i < first.Count; i++)
        {
            if (first[i] && !second[i]) onlyFirst++;
            if (second[i] && !first[i]) onlySecond++;
        }

        return Test(onlyFirst, onlySecond);
    }

    /// <summary>Tests two networks, given what they differ in.</summary>
    /// <param name="onlyFirst">Photos that only the first has right, at least 0.</param>
    /// <param name="onlySecond">Photos that only the second has right, at least 0.</param>
    public static McNemarResult Test(long onlyFirst, long onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        long differing = onlyFirst + onlySecond;
        if (differing < ExactBelow)
            return new McNemarResult(onlyFirst, onlySecond, McNemarMethod.ExactBinomial, null, ExactPValue((int)Math.Min(onlyFirst, onlySecond), (int)differing));

        // Equal counts differ by nothing, and the correction must not make them.
        double excess = Math.Max(0, Math.Abs(onlyFirst - onlySecond) - 1);
        double statistic = excess * excess / differing;
        // χ² with one degree of freedom is the square of a normal variable.
        return new McNemarResult(onlyFirst, onlySecond, McNemarMethod.ChiSquared, statistic, ErrorFunction.Complement(Math.Sqrt(statistic / 2)));
    }

    /// <summary>Twice the chance of at most so many heads in so many throws of a coin.</summary>
    private static double ExactPValue(int fewer, int differing)
    {
        double ways = 1;
        double sum = 0;
        for (int heads = 0; heads <= fewer; heads++)
        {
            sum += ways;
            ways = ways * (differing - heads) / (heads + 1);
        }

        return Math.Min(1, 2 * sum / Math.Pow(2, differing));
    }
}
