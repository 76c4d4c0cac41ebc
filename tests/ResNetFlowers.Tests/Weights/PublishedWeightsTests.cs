using ResNetFlowers.Models;
using ResNetFlowers.Weights;
using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Tests.Weights;

/// <summary>The table of torchvision's files fits the table of networks.</summary>
public class PublishedWeightsTests
{
    [Fact]
    public void TheFiveResNetsHaveThem() =>
        Assert.All(["resnet18", "resnet34", "resnet50", "resnet101", "resnet152"], arch =>
        {
            Assert.Contains(ResNetVariant.All, variant => variant.Name == arch);
            Assert.Contains(arch, PublishedWeights.Files);
        });

    [Fact]
    public void EveryFileIsNamedAfterItsNetworkAndItsHash() =>
        Assert.All(PublishedWeights.Files, entry => Assert.Equal($"{entry.Key}-{FileHash.FromName(entry.Value)}.pth", entry.Value));
}
