using static ResNetFlowers.Imaging.Transforms.Policies.Operation;

namespace ResNetFlowers.Imaging.Transforms.Policies;

/// <summary>Two operations, one after the other, each applied with its own probability.</summary>
/// <param name="First">The first operation.</param>
/// <param name="FirstProbability">How often it is applied, 0 to 1.</param>
/// <param name="FirstBin">Its strength, 0 to 9; 0 where it has none.</param>
/// <param name="Second">The second operation.</param>
/// <param name="SecondProbability">How often it is applied, 0 to 1.</param>
/// <param name="SecondBin">Its strength, 0 to 9; 0 where it has none.</param>
internal sealed record SubPolicy(
    Operation First, double FirstProbability, int FirstBin, Operation Second, double SecondProbability, int SecondBin);

/// <summary>
/// The policies that were found for three sets of photos ("AutoAugment: Learning Augmentation Strategies from Data", Cubuk et al. 2019,
/// appendix), as torchvision lists them.
/// </summary>
internal static class SubPolicies
{
    /// <summary>How many strengths the policies tell apart.</summary>
    public const int Bins = 10;

    /// <summary>The pairs of a policy.</summary>
    public static IReadOnlyList<SubPolicy> Of(AutoAugmentPolicy policy) => policy switch
    {
        AutoAugmentPolicy.ImageNet => ImageNet,
        AutoAugmentPolicy.Cifar10 => Cifar10,
        AutoAugmentPolicy.Svhn => Svhn,
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "is no policy"),
    };

    /// <summary>Found for ImageNet.</summary>
    private static IReadOnlyList<SubPolicy> ImageNet { get; } =
    [
        new(Posterize, 0.4, 8, Rotate, 0.6, 9),
        new(Solarize, 0.6, 5, AutoContrast, 0.6, 0),
        new(Equalize, 0.8, 0, Equalize, 0.6, 0),
        new(Posterize, 0.6, 7, Posterize, 0.6, 6),
        new(Equalize, 0.4, 0, Solarize, 0.2, 4),
        new(Equalize, 0.4, 0, Rotate, 0.8, 8),
        new(Solarize, 0.6, 3, Equalize, 0.6, 0),
        new(Posterize, 0.8, 5, Equalize, 1, 0),
        new(Rotate, 0.2, 3, Solarize, 0.6, 8),
        new(Equalize, 0.6, 0, Posterize, 0.4, 6),
        new(Rotate, 0.8, 8, Color, 0.4, 0),
        new(Rotate, 0.4, 9, Equalize, 0.6, 0),
        new(Equalize, 0, 0, Equalize, 0.8, 0),
        new(Invert, 0.6, 0, Equalize, 1, 0),
        new(Color, 0.6, 4, Contrast, 1, 8),
        new(Rotate, 0.8, 8, Color, 1, 2),
        new(Color, 0.8, 8, Solarize, 0.8, 7),
        new(Sharpness, 0.4, 7, Invert, 0.6, 0),
        new(ShearX, 0.6, 5, Equalize, 1, 0),
        new(Color, 0.4, 0, Equalize, 0.6, 0),
        new(Equalize, 0.4, 0, Solarize, 0.2, 4),
        new(Solarize, 0.6, 5, AutoContrast, 0.6, 0),
        new(Invert, 0.6, 0, Equalize, 1, 0),
        new(Color, 0.6, 4, Contrast, 1, 8),
        new(Equalize, 0.8, 0, Equalize, 0.6, 0),
    ];

    /// <summary>Found for CIFAR-10.</summary>
    private static IReadOnlyList<SubPolicy> Cifar10 { get; } =
    [
        new(Invert, 0.1, 0, Contrast, 0.2, 6),
        new(Rotate, 0.7, 2, TranslateX, 0.3, 9),
        new(Sharpness, 0.8, 1, Sharpness, 0.9, 3),
        new(ShearY, 0.5, 8, TranslateY, 0.7, 9),
        new(AutoContrast, 0.5, 0, Equalize, 0.9, 0),
        new(ShearY, 0.2, 7, Posterize, 0.3, 7),
        new(Color, 0.4, 3, Brightness, 0.6, 7),
        new(Sharpness, 0.3, 9, Brightness, 0.7, 9),
        new(Equalize, 0.6, 0, Equalize, 0.5, 0),
        new(Contrast, 0.6, 7, Sharpness, 0.6, 5),
        new(Color, 0.7, 7, TranslateX, 0.5, 8),
        new(Equalize, 0.3, 0, AutoContrast, 0.4, 0),
        new(TranslateY, 0.4, 3, Sharpness, 0.2, 6),
        new(Brightness, 0.9, 6, Color, 0.2, 8),
        new(Solarize, 0.5, 2, Invert, 0, 0),
        new(Equalize, 0.2, 0, AutoContrast, 0.6, 0),
        new(Equalize, 0.2, 0, Equalize, 0.6, 0),
        new(Color, 0.9, 9, Equalize, 0.6, 0),
        new(AutoContrast, 0.8, 0, Solarize, 0.2, 8),
        new(Brightness, 0.1, 3, Color, 0.7, 0),
        new(Solarize, 0.4, 5, AutoContrast, 0.9, 0),
        new(TranslateY, 0.9, 9, TranslateY, 0.7, 9),
        new(AutoContrast, 0.9, 0, Solarize, 0.8, 3),
        new(Equalize, 0.8, 0, Invert, 0.1, 0),
        new(TranslateY, 0.7, 9, AutoContrast, 0.9, 0),
    ];

    /// <summary>Found for SVHN, photos of house numbers.</summary>
    private static IReadOnlyList<SubPolicy> Svhn { get; } =
    [
        new(ShearX, 0.9, 4, Invert, 0.2, 0),
        new(ShearY, 0.9, 8, Invert, 0.7, 0),
        new(Equalize, 0.6, 0, Solarize, 0.6, 6),
        new(Invert, 0.9, 0, Equalize, 0.6, 0),
        new(Equalize, 0.6, 0, Rotate, 0.9, 3),
        new(ShearX, 0.9, 4, AutoContrast, 0.8, 0),
        new(ShearY, 0.9, 8, Invert, 0.4, 0),
        new(ShearY, 0.9, 5, Solarize, 0.2, 6),
        new(Invert, 0.9, 0, AutoContrast, 0.8, 0),
        new(Equalize, 0.6, 0, Rotate, 0.9, 3),
        new(ShearX, 0.9, 4, Solarize, 0.3, 3),
        new(ShearY, 0.8, 8, Invert, 0.7, 0),
        new(Equalize, 0.9, 0, TranslateY, 0.6, 6),
        new(Invert, 0.9, 0, Equalize, 0.6, 0),
        new(Contrast, 0.3, 3, Rotate, 0.8, 4),
        new(Invert, 0.8, 0, TranslateY, 0, 2),
        new(ShearY, 0.7, 6, Solarize, 0.4, 8),
        new(Invert, 0.6, 0, Rotate, 0.8, 4),
        new(ShearY, 0.3, 7, TranslateX, 0.9, 3),
        new(ShearX, 0.1, 6, Invert, 0.6, 0),
        new(Solarize, 0.7, 2, TranslateY, 0.6, 7),
        new(ShearY, 0.8, 4, Invert, 0.8, 0),
        new(ShearX, 0.7, 9, TranslateY, 0.8, 3),
        new(ShearY, 0.8, 5, AutoContrast, 0.7, 0),
        new(ShearX, 0.7, 2, Invert, 0.1, 0),
    ];
}
