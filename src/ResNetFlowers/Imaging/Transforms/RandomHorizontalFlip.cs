namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Mirrors some pictures, left to right.</summary>
/// <param name="Probability">How many of them, 0 to 1.</param>
public sealed record RandomHorizontalFlip(double Probability = 0.5) : IImageTransform
{
    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (random.Chance(Probability)) Cropping.FlipHorizontally(image);
        return image;
    }

    /// <inheritdoc/>
    public override string ToString() => $"RandomHorizontalFlip(p={PythonText.Float(Probability)})";
}
