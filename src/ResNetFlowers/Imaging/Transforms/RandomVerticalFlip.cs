namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Mirrors some pictures, top to bottom.</summary>
/// <param name="Probability">How many of them, 0 to 1.</param>
public sealed record RandomVerticalFlip(double Probability = 0.5) : IImageTransform
{
    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (random.Chance(Probability)) Cropping.FlipVertically(image);
        return image;
    }

    /// <inheritdoc/>
    public override string ToString() => $"RandomVerticalFlip(p={PythonText.Float(Probability)})";
}
