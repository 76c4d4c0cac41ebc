namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Takes the colour from some pictures.</summary>
/// <param name="Probability">How many of them, 0 to 1.</param>
public sealed record RandomGrayscale(double Probability = 0.1) : IImageTransform
{
    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        if (!random.Chance(Probability)) return image;
        using (image) return ColorAdjustment.Grayscale(image);
    }

    /// <inheritdoc/>
    public override string ToString() => $"RandomGrayscale(p={PythonText.Float(Probability)})";
}
