namespace ResNetFlowers.Imaging.Transforms;

/// <summary>The sets of photos for which <see cref="AutoAugment"/> has a policy.</summary>
public enum AutoAugmentPolicy
{
    /// <summary>Photos of a thousand things; mostly changes of colour.</summary>
    ImageNet,

    /// <summary>Small photos of ten things.</summary>
    Cifar10,

    /// <summary>House numbers; mostly changes of shape.</summary>
    Svhn,
}
