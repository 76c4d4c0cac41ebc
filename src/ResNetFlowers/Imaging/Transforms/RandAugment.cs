using ResNetFlowers.Imaging.Transforms.Policies;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// Some random operations of one strength ("RandAugment: Practical automated data augmentation with a reduced search space", Cubuk et
/// al. 2020), drawn as torchvision's <c>RandAugment</c> draws them.
/// </summary>
/// <param name="Count">How many operations, one after the other; at least 1.</param>
/// <param name="Magnitude">Their strength, from 0 (none) to <paramref name="MagnitudeBins"/> − 1 (most).</param>
/// <param name="MagnitudeBins">How many strengths there are, at least 2.</param>
public sealed record RandAugment(int Count = 2, int Magnitude = 9, int MagnitudeBins = 31) : IImageTransform
{
    /// <summary>Nearest or bilinear, for what moves pixels.</summary>
    public InterpolationMode Interpolation { get; init; } = InterpolationMode.Nearest;

    /// <summary>What is seen beyond the picture's edges; null is black.</summary>
    public PixelColor? Fill { get; init; }

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < Count; i++)
        {
            var operation = (Operation)random.Below((int)Operation.Invert);
            double magnitude = MagnitudeSpace.Standard.Of(operation, Magnitude, MagnitudeBins, image.Width, image.Height);
            if (operation.IsSigned() && random.Chance(0.5)) magnitude = -magnitude;
            image = Operations.Apply(image, operation, magnitude, Interpolation, Fill ?? default);
        }

        return image;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"RandAugment(num_ops={Count}, magnitude={Magnitude}, num_magnitude_bins={MagnitudeBins}, {PolicyText.Describe(Interpolation, Fill)})";
}
