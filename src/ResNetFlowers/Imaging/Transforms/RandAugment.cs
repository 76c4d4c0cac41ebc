using ResNetFlowers.Imaging.Transforms.Drawn;
using ResNetFlowers.Imaging.Transforms.Policies;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// Some random operations of one strength ("RandAugment: Practical automated data augmentation with a reduced search space", Cubuk et
/// al. 2020), drawn as torchvision's <c>RandAugment</c> draws them.
/// </summary>
/// <param name="Count">How many operations, one after the other; at least 1.</param>
/// <param name="Magnitude">Their strength, from 0 (none) to <paramref name="MagnitudeBins"/> − 1 (most).</param>
/// <param name="MagnitudeBins">How many strengths there are, at least 2.</param>
public sealed record RandAugment(int Count = 2, int Magnitude = 9, int MagnitudeBins = 31) : IPictureStep
{
    /// <summary>Nearest or bilinear, for what moves pixels.</summary>
    public InterpolationMode Interpolation { get; init; } = InterpolationMode.Nearest;

    /// <summary>What is seen beyond the picture's edges; null is black.</summary>
    public PixelColor? Fill { get; init; }

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        for (int i = 0; i < Count; i++) image = DrawOne(image.Width, image.Height, random)?.Apply(image) ?? image;
        return image;
    }

    /// <inheritdoc/>
    void IPictureStep.Draw(int width, int height, RandomSource random, ICollection<PictureChange> changes)
    {
        for (int i = 0; i < Count; i++)
        {
            if (DrawOne(width, height, random) is { } change) changes.Add(change);
        }
    }

    private PictureChange? DrawOne(int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var operation = (Operation)random.Below((int)Operation.Invert);
        double magnitude = MagnitudeSpace.Standard.Of(operation, Magnitude, MagnitudeBins, width, height);
        if (operation.IsSigned() && random.Chance(0.5)) magnitude = -magnitude;
        return Operations.Change(operation, magnitude, Interpolation, Fill ?? default);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"RandAugment(num_ops={Count}, magnitude={Magnitude}, num_magnitude_bins={MagnitudeBins}, {PolicyText.Describe(Interpolation, Fill)})";
}
