using ResNetFlowers.Imaging.Transforms.Drawn;
using ResNetFlowers.Imaging.Transforms.Policies;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// One of 25 pairs of operations that were found by search ("AutoAugment: Learning Augmentation Strategies from Data", Cubuk et al.
/// 2019), drawn as torchvision's <c>AutoAugment</c> draws it.
/// </summary>
/// <param name="Policy">The set of photos for which the pairs were found.</param>
public sealed record AutoAugment(AutoAugmentPolicy Policy = AutoAugmentPolicy.ImageNet) : IPictureStep
{
    /// <summary>Nearest or bilinear, for what moves pixels.</summary>
    public InterpolationMode Interpolation { get; init; } = InterpolationMode.Nearest;

    /// <summary>What is seen beyond the picture's edges; null is black.</summary>
    public PixelColor? Fill { get; init; }

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        (PictureChange? first, PictureChange? second) = Draw(image.Width, image.Height, random);
        image = first?.Apply(image) ?? image;
        return second?.Apply(image) ?? image;
    }

    /// <inheritdoc/>
    void IPictureStep.Draw(int width, int height, RandomSource random, ICollection<PictureChange> changes)
    {
        (PictureChange? first, PictureChange? second) = Draw(width, height, random);
        if (first is { } one) changes.Add(one);
        if (second is { } other) changes.Add(other);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"AutoAugment(policy=AutoAugmentPolicy.{Policy.ToString().ToUpperInvariant()}, {PolicyText.Describe(Fill)})";

    private (PictureChange? First, PictureChange? Second) Draw(int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        IReadOnlyList<SubPolicy> pairs = SubPolicies.Of(Policy);
        SubPolicy pair = pairs[random.Below(pairs.Count)];
        PictureChange? first = DrawOne(pair.First, pair.FirstProbability, pair.FirstBin);
        return (first, DrawOne(pair.Second, pair.SecondProbability, pair.SecondBin));

        PictureChange? DrawOne(Operation operation, double probability, int bin)
        {
            if (!random.Chance(probability)) return null;
            double magnitude = MagnitudeSpace.Standard.Of(operation, bin, SubPolicies.Bins, width, height);
            if (operation.IsSigned() && random.Chance(0.5)) magnitude = -magnitude;
            return Operations.Change(operation, magnitude, Interpolation, Fill ?? default);
        }
    }
}
