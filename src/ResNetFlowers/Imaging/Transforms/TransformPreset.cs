namespace ResNetFlowers.Imaging.Transforms;

/// <summary>The two ways from photo to network that belong together.</summary>
public sealed record TransformPreset
{
    /// <summary>What <see cref="TransformPresets.Named"/> knows it by.</summary>
    public required string Name { get; init; }

    /// <summary>For training, up to normalization.</summary>
    public required IImageTransform Train { get; init; }

    /// <summary>For training, after normalization; null for nothing.</summary>
    public INormalizedTransform? AfterNormalization { get; init; }

    /// <summary>For everything else.</summary>
    public required Preprocessing Validation { get; init; }

    /// <summary>What is done to a photo in training, as torchvision prints it.</summary>
    public string DescribeTrain() => AfterNormalization is null ? $"{Train}" : $"{Train}, after normalization {AfterNormalization}";
}
