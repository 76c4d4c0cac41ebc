namespace ResNetFlowers.Neighbours;

/// <summary>Percentiles.</summary>
internal static class Percentile
{
    /// <summary>As <c>numpy.percentile</c>: between two values it lies as far along as its rank does.</summary>
    /// <param name="values">At least one, in any order.</param>
    /// <param name="percent">0 to 100.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Of(IEnumerable<float> values, double percent)
    {
        float[] sorted = [.. values.Order()];
        if (sorted.Length == 0) throw new ArgumentException("there are no values", nameof(values));
        double rank = percent / 100 * (sorted.Length - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (rank - below) * ((double)sorted[above] - sorted[below]);
    }
}
