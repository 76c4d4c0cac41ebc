using ResNetFlowers.Imaging.Transforms.Drawn;
using ResNetFlowers.Imaging.Transforms.Policies;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// One random operation of random strength ("TrivialAugment: Tuning-free Yet State-of-the-Art Data Augmentation", Müller and Hutter
/// 2021), drawn as torchvision's <c>TrivialAugmentWide</c> draws it.
/// </summary>
/// <param name="MagnitudeBins">How many strengths there are, at least 2.</param>
public sealed record TrivialAugmentWide(int MagnitudeBins = 31) : IPictureStep
{
    /// <summary>Nearest or bilinear, for what moves pixels.</summary>
    public InterpolationMode Interpolation { get; init; } = InterpolationMode.Nearest;

    /// <summary>What is seen beyond the picture's edges; null is black.</summary>
    public PixelColor? Fill { get; init; }

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Draw(image.Width, image.Height, random)?.Apply(image) ?? image;
    }

    /// <inheritdoc/>
    void IPictureStep.Draw(int width, int height, RandomSource random, ICollection<PictureChange> changes)
    {
        if (Draw(width, height, random) is { } change) changes.Add(change);
    }

    private PictureChange? Draw(int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var operation = (Operation)random.Below((int)Operation.Invert);
        double magnitude = 0;
        if (operation.HasMagnitude())
            magnitude = MagnitudeSpace.Wide.Of(operation, random.Below(MagnitudeBins), MagnitudeBins, width, height);
        if (operation.IsSigned() && random.Chance(0.5)) magnitude = -magnitude;
        return Operations.Change(operation, magnitude, Interpolation, Fill ?? default);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"TrivialAugmentWide(num_magnitude_bins={MagnitudeBins}, {PolicyText.Describe(Interpolation, Fill)})";
}
