namespace ResNetFlowers.Metrics;

/// <summary>The photos whose highest probability lies within an interval.</summary>
/// <param name="Low">The interval's lower end, not part of it.</param>
/// <param name="High">Its upper end, part of it.</param>
/// <param name="Count">How many photos there are.</param>
/// <param name="Confidence">Their mean probability; 0 where there are none.</param>
/// <param name="Accuracy">The share of them that is classified right; 0 where there are none.</param>
public sealed record CalibrationBin(double Low, double High, int Count, double Confidence, double Accuracy);

/// <summary>
/// How often a network is right when it says so probably: photos in bins of equal width by the probability of their most probable class
/// (Guo et al., "On Calibration of Modern Neural Networks", 2017, section 2).
/// </summary>
public sealed record CalibrationCurve
{
    /// <summary>The bins of the paper's tables.</summary>
    public const int DefaultBins = 15;

    private CalibrationCurve(IReadOnlyList<CalibrationBin> bins, double expectedError)
    {
        Bins = bins;
        ExpectedError = expectedError;
    }

    /// <summary>From the least probable to the most, empty ones included.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>Expected calibration error: the mean over photos of how far accuracy and confidence of their bin lie apart, in [0, 1].</summary>
    public double ExpectedError { get; }

    /// <summary>The curve of a network's logits at a temperature.</summary>
    public static CalibrationCurve Of(LabelledLogits logits, double temperature = 1, int bins = DefaultBins)
    {
        double[] confidences = new double[logits.Count];
        bool[] hits = new bool[logits.Count];
        for (int photo = 0; photo < logits.Count; photo++)
        {
            confidences[photo] = logits.Probabilities(photo, temperature)[logits.Predicted(photo)];
            hits[photo] = logits.IsHit(photo);
        }

        return Of(confidences, hits, bins);
    }

    /// <summary>The curve of single photos.</summary>
    /// <param name="confidences">The probability of each photo's most probable class, in [0, 1].</param>
    /// <param name="hits">Whether that is the true one.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    /// <exception cref="ArgumentException">They are not about the same number of photos.</exception>
    public static CalibrationCurve Of(IReadOnlyList<double> confidences, IReadOnlyList<bool> hits, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (confidences.Count != hits.Count) throw new ArgumentException($"are {hits.Count} photos, not {confidences.Count}", nameof(hits));
        int[] counts = new int[bins];
        double[] confidence = new double[bins];
        int[] right = new int[bins];
        for (int photo = 0; photo < confidences.Count; photo++)
        {
            // An upper end belongs to its bin, as in the paper.
            int bin = Math.Clamp((int)Math.Ceiling(confidences[photo] * bins) - 1, 0, bins - 1);
            counts[bin]++;
            confidence[bin] += confidences[photo];
            if (hits[photo]) right[bin]++;
        }

        double error = Enumerable.Range(0, bins).Sum(bin => Math.Abs(confidence[bin] - right[bin]));
        return new CalibrationCurve(
            [.. Enumerable.Range(0, bins).Select(bin => new CalibrationBin(
                (double)bin / bins, (bin + 1.0) / bins, counts[bin], Ratio(confidence[bin], counts[bin]), Ratio(right[bin], counts[bin])))],
            Ratio(error, confidences.Count));
    }

    private static double Ratio(double part, int whole) => whole > 0 ? part / whole : 0;
}
