using ResNetFlowers.Imaging.Transforms.Policies;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// One of 25 pairs of operations that were found by search ("AutoAugment: Learning Augmentation Strategies from Data", Cubuk et al.
/// 2019), drawn as torchvision's <c>AutoAugment</c> draws it.
/// </summary>
/// <param name="Policy">The set of photos for which the pairs were found.</param>
public sealed record AutoAugment(AutoAugmentPolicy Policy = AutoAugmentPolicy.ImageNet) : IImageTransform
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
        IReadOnlyList<SubPolicy> pairs = SubPolicies.Of(Policy);
        SubPolicy pair = pairs[random.Below(pairs.Count)];
        image = ApplyOne(image, pair.First, pair.FirstProbability, pair.FirstBin, random);
        return ApplyOne(image, pair.Second, pair.SecondProbability, pair.SecondBin, random);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"AutoAugment(policy=AutoAugmentPolicy.{Policy.ToString().ToUpperInvariant()}, {PolicyText.Describe(Fill)})";

    private RgbImage ApplyOne(RgbImage image, Operation operation, double probability, int bin, RandomSource random)
    {
        if (!random.Chance(probability)) return image;
        double magnitude = MagnitudeSpace.Standard.Of(operation, bin, SubPolicies.Bins, image.Width, image.Height);
        if (operation.IsSigned() && random.Chance(0.5)) magnitude = -magnitude;
        return Operations.Apply(image, operation, magnitude, Interpolation, Fill ?? default);
    }
}
