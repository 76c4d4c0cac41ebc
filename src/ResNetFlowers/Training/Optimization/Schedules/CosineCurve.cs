namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>Half a cosine between two values.</summary>
internal static class CosineCurve
{
    /// <param name="start">The value at progress 0.</param>
    /// <param name="end">The value at progress 1.</param>
    /// <param name="progress">In [0, 1].</param>
    public static double Between(double start, double end, double progress) => end + (start - end) / 2 * (1 + Math.Cos(Math.PI * progress));
}
