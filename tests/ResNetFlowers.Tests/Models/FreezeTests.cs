using ResNetFlowers.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Tests.Models;

/// <summary>What is frozen stays as it is to the last bit, weights and statistics, whatever the optimizer; all else moves.</summary>
public class FreezeTests
{
    private static readonly string[] Parts = ["conv1", "bn1", "layer1", "layer2", "layer3", "layer4", "fc"];

    [Theory]
    [InlineData("none", 0)]
    [InlineData("0", 2)]
    [InlineData("1", 3)]
    [InlineData("2", 4)]
    [InlineData("3", 5)]
    [InlineData("4", 6)]
    [InlineData("backbone", 6)]
    public void AFrozenPartIsUnchangedByTraining(string part, int frozenParts)
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 3);
        model.Freeze(FrozenPart.Parse(part));
        Assert.Equal(part, model.Frozen.ToString());
        using optim.Optimizer optimizer = optim.AdamW(model.parameters(), weight_decay: 0.1);
        IReadOnlySet<string> changed = ChangedBy(model, optimizer);

        string[] expected = Keys(model, Parts[frozenParts..]);
        Assert.Equal(expected, changed.Order(StringComparer.Ordinal));
        Assert.Equal(
            expected.Where(IsParameter), model.named_parameters().Where(entry => entry.parameter.requires_grad).Select(entry => entry.name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatIsUnfrozenLearnsAgainAndWhatIsFrozenLaterStops()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 3, frozen_stages: 2);
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.01, momentum: 0.9, weight_decay: 0.1);
        Assert.Equal(Keys(model, "layer3", "layer4", "fc"), ChangedBy(model, optimizer).Order(StringComparer.Ordinal));

        model.Freeze(FrozenPart.None);
        Assert.Equal(Keys(model, Parts), ChangedBy(model, optimizer).Order(StringComparer.Ordinal));

        // Gradients and momentum of the step before are still there: a step without zero_grad must not use them.
        model.Freeze(FrozenPart.Backbone);
        Assert.Equal(Keys(model, "fc"), ChangedBy(model, optimizer, zeroGrad: false).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void FreezingKeepsTheMode()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 3);
        model.eval();
        model.Freeze(FrozenPart.Stages(1));
        Assert.All(model.modules(), module => Assert.False(module.training));

        model.train();
        Assert.True(model.training);
        Assert.All(model.named_modules(), entry => Assert.Equal(!IsIn(entry.name, "conv1", "bn1", "layer1"), entry.module.training));

        model.Freeze(FrozenPart.None);
        Assert.All(model.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void AFrozenBackboneWithoutTopLearnsNothing()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), include_top: false);
        model.Freeze(FrozenPart.Backbone);
        Assert.DoesNotContain(model.parameters(), parameter => parameter.requires_grad);
    }

    /// <summary>Trains two steps and tells which entries of the state dict are not what they were.</summary>
    private static IReadOnlySet<string> ChangedBy(ResNet model, optim.Optimizer optimizer, bool zeroGrad = true)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, byte[]> before = Bytes(model);
        model.train();
        for (int step = 0; step < 2; step++)
        {
            if (zeroGrad) optimizer.zero_grad();
            functional.cross_entropy(model.call(Formula.Images(2, 33)), tensor([0L, 2])).backward();
            optimizer.step();
        }

        return Bytes(model).Where(entry => !entry.Value.SequenceEqual(before[entry.Key])).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
    }

    private static Dictionary<string, byte[]> Bytes(Module model) =>
        model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.bytes.ToArray(), StringComparer.Ordinal);

    private static string[] Keys(Module model, params string[] parts) =>
        [.. model.state_dict().Keys.Where(key => IsIn(key, parts)).Order(StringComparer.Ordinal)];

    private static bool IsIn(string name, params string[] parts) => parts.Contains(name.Split('.')[0]);

    private static bool IsParameter(string key) => !key.Contains("running", StringComparison.Ordinal) && !key.Contains("num_batches", StringComparison.Ordinal);
}
