using ResNetFlowers.Models;
using ResNetFlowers.Training.Optimization;
using TorchSharp.Modules;

namespace ResNetFlowers.Tests.Training.Optimization;

/// <summary>Which parameters are learned, and which with weight decay.</summary>
[Collection(Alone.Name)]
public class ParameterGroupsTests
{
    [Fact]
    public void OnlyWeightsOfConvolutionsAndLinearLayersDecay()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 5);

        ParameterGroups groups = ParameterGroups.Of(model);

        Dictionary<Parameter, string> names = groups.Trained.ToDictionary(entry => entry.Parameter, entry => entry.Name);
        Assert.Equal(model.named_parameters().Select(entry => entry.name), names.Values);
        Assert.Equal(11_179_077, groups.NumberOfElements);
        Assert.Equal(21, groups.Decayed.Count);
        Assert.All(groups.Decayed, parameter => Assert.Matches(@"(conv\d|downsample\.0|fc)\.weight$", names[parameter]));
        Assert.All(groups.Undecayed, parameter => Assert.Matches(@"((bn\d|downsample\.1)\.(weight|bias)|fc\.bias)$", names[parameter]));
        Assert.Equal(names.Count, groups.Decayed.Count + groups.Undecayed.Count);
    }

    [Fact]
    public void FrozenParametersAreNotAmongThem()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 5);
        foreach ((string name, Parameter parameter) in model.named_parameters()) parameter.requires_grad = name.StartsWith("fc.", StringComparison.Ordinal);

        ParameterGroups groups = ParameterGroups.Of(model);

        Assert.Equal(["fc.weight", "fc.bias"], groups.Trained.Select(entry => entry.Name));
        Assert.Equal(512 * 5 + 5, groups.NumberOfElements);
        Assert.Equal([512, 1], [groups.Decayed[0].shape[1], groups.Undecayed[0].dim()]);
    }

    [Fact]
    public void NothingToLearnIsRefused()
    {
        using var model = new FewParameters();
        foreach (Parameter parameter in model.parameters()) parameter.requires_grad = false;
        Assert.Throws<ArgumentException>(() => ParameterGroups.Of(model));
    }
}
