namespace ResNetFlowers.Metrics;

/// <summary>
/// Makes a network's probabilities as large as its accuracy warrants: its logits are divided by one number, the temperature, which leaves
/// their order alone (Guo et al., "On Calibration of Modern Neural Networks", 2017, section 4.2).
/// </summary>
public static class TemperatureScaling
{
    /// <summary>The least temperature that is fitted.</summary>
    public const double Least = 0.05;

    /// <summary>The highest; a network that knows nothing would have infinity.</summary>
    public const double Most = 20;

    private const double Precise = 1e-9;

    /// <summary>
    /// The temperature of the smallest mean cross entropy, within <see cref="Least"/> and <see cref="Most"/>. In 1/T that is convex, so that
    /// Newton's steps, halving the interval where one would leave it, find it wherever it is. The same logits give the same bits. Where the
    /// smallest lies below <see cref="Least"/>, as for photos without a mistake, they say nothing of others: then it is 1, as if none were fitted.
    /// </summary>
    /// <param name="logits">Of photos that the network did not learn from, at least one.</param>
    public static double Fit(LabelledLogits logits)
    {
        double low = 1 / Most;
        double high = 1 / Least;
        if (Derivatives(logits, low).First >= 0) return Most;
        if (Derivatives(logits, high).First <= 0) return 1;
        double inverse = 1;
        while (high - low > Precise * low)
        {
            (double first, double second) = Derivatives(logits, inverse);
            if (first > 0) high = inverse;
            else low = inverse;
            double next = inverse - first / second;
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - inverse) <= Precise * inverse) return 1 / next;
            inverse = next;
        }

        return 1 / inverse;
    }

    /// <summary>The mean cross entropy at a temperature.</summary>
    /// <param name="logits">Of at least one photo.</param>
    /// <param name="temperature">Above 0.</param>
    public static double NegativeLogLikelihood(LabelledLogits logits, double temperature)
    {
        double sum = 0;
        for (int photo = 0; photo < logits.Count; photo++)
        {
            ReadOnlySpan<float> row = logits.Row(photo);
            double largest = row[logits.Predicted(photo)];
            double total = 0;
            foreach (float logit in row) total += Math.Exp((logit - largest) / temperature);
            sum += Math.Log(total) - (row[logits.Labels[photo]] - largest) / temperature;
        }

        return sum / logits.Count;
    }

    /// <summary>
    /// Of the summed cross entropy by b = 1/T: Σ (E[z] − z_label) and Σ Var[z], mean and variance of a photo's logits z under its
    /// probabilities softmax(bz).
    /// </summary>
    private static (double First, double Second) Derivatives(LabelledLogits logits, double inverse)
    {
        double first = 0;
        double second = 0;
        for (int photo = 0; photo < logits.Count; photo++)
        {
            ReadOnlySpan<float> row = logits.Row(photo);
            double largest = row[logits.Predicted(photo)];
            double weights = 0;
            double sum = 0;
            double squares = 0;
            foreach (float logit in row)
            {
                double below = logit - largest;
                double weight = Math.Exp(below * inverse);
                weights += weight;
                sum += weight * below;
                squares += weight * below * below;
            }

            double mean = sum / weights;
            first += mean - (row[logits.Labels[photo]] - largest);
            second += squares / weights - mean * mean;
        }

        return (first, second);
    }
}
