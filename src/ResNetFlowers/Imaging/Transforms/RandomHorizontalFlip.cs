using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Mirrors some pictures, left to right.</summary>
/// <param name="Probability">How many of them, 0 to 1.</param>
public sealed record RandomHorizontalFlip(double Probability = 0.5) : IPictureStep
{
    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Draw(random)?.Apply(image) ?? image;
    }

    /// <inheritdoc/>
    void IPictureStep.Draw(int width, int height, RandomSource random, ICollection<PictureChange> changes)
    {
        if (Draw(random) is { } change) changes.Add(change);
    }

    /// <inheritdoc/>
    public override string ToString() => $"RandomHorizontalFlip(p={PythonText.Float(Probability)})";

    private PictureChange? Draw(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return random.Chance(Probability) ? new PictureChange(ChangeKind.FlipHorizontally) : null;
    }
}
