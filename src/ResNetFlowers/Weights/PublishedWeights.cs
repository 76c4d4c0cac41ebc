namespace ResNetFlowers.Weights;

/// <summary>
/// The weights trained on ImageNet (<c>IMAGENET1K_V1</c>) that torchvision publishes, one file a network
/// (<see href="https://pytorch.org/vision/stable/models.html"/>). The eight digits are the start of the file's SHA-256.
/// </summary>
public static class PublishedWeights
{
    /// <summary>Where the files are.</summary>
    public static readonly Uri BaseAddress = new("https://download.pytorch.org/models/");

    /// <summary>The file of each network, by the name of its <see cref="Models.ResNetVariant"/>, which is torchvision's.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new OrderedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["resnet18"] = "resnet18-f37072fd.pth",
        ["resnet34"] = "resnet34-b627a593.pth",
        ["resnet50"] = "resnet50-0676ba61.pth",
        ["resnet101"] = "resnet101-63fe2227.pth",
        ["resnet152"] = "resnet152-394f9c45.pth",
        ["resnext50_32x4d"] = "resnext50_32x4d-7cdf4587.pth",
        ["resnext101_32x8d"] = "resnext101_32x8d-8ba56ff5.pth",
        ["wide_resnet50_2"] = "wide_resnet50_2-95faca4d.pth",
        ["wide_resnet101_2"] = "wide_resnet101_2-32ee1156.pth",
    };
}
