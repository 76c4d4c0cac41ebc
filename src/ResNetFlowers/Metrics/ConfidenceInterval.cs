using System.Runtime.InteropServices;

namespace ResNetFlowers.Metrics;

/// <summary>Where a share lies, with a given confidence.</summary>
/// <param name="Low">Its lower end, in [0, 1].</param>
/// <param name="High">Its upper end, in [0, 1].</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConfidenceInterval(double Low, double High)
{
    // The 97.5th percentile of the standard normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>
    /// The 95 % interval of a share, by Wilson's score without continuity correction (Wilson 1927; method 3 of Newcombe, "Two-sided
    /// confidence intervals for the single proportion", 1998): unlike the one of plus and minus, it stays within [0, 1] and is of use
    /// at the ends and for few photos.
    /// </summary>
    /// <param name="hits">How many have it, 0 to <paramref name="total"/>.</param>
    /// <param name="total">Of how many; of none, nothing is known: 0 to 1.</param>
    public static ConfidenceInterval Wilson(long hits, long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, total);
        if (total == 0) return new ConfidenceInterval(0, 1);
        double share = (double)hits / total;
        double spread = Z * Z / total;
        double centre = (share + spread / 2) / (1 + spread);
        double half = Z * Math.Sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread);
        // The ends are exact where there is nothing, or nothing else.
        return new ConfidenceInterval(hits == 0 ? 0 : centre - half, hits == total ? 1 : centre + half);
    }
}
