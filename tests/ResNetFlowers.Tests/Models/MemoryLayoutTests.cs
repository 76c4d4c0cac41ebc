using ResNetFlowers.Models;
using TorchSharp;

namespace ResNetFlowers.Tests.Models;

/// <summary>A network computes the same in either memory layout, and learns so, too.</summary>
public class MemoryLayoutTests
{
    [Theory]
    [InlineData("resnet18", MemoryLayout.ChannelsLast)]
    [InlineData("resnet50", MemoryLayout.ChannelsLast)]
    [InlineData("resnext50_32x4d", MemoryLayout.ChannelsLast)]
    [InlineData("preact-resnet18", MemoryLayout.Contiguous)]
    public void OutputsAreTheSame(string name, MemoryLayout layout)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable inference = torch.inference_mode();
        var model = new ResNet(ResNetVariant.Named(name), 3);
        Formula.Fill(model);
        model.eval();
        torch.Tensor images = Formula.Images(2, 64, model.InChannels);
        torch.Tensor expected = model.call(images);
        string[] keys = [.. model.state_dict().Keys];

        model.UseLayout(layout);

        double difference = (expected - model.call(images)).abs().max().ToDouble() / expected.abs().max().ToDouble();
        Assert.InRange(difference, 0, 1e-5);
        Assert.Equal(keys, model.state_dict().Keys);
        Assert.All(model.state_dict().Values.Where(tensor => tensor.ndim == 4), weight => Assert.True(IsContiguous(weight, layout)));
    }

    [Fact]
    public void GradientsLieAsTheWeightsDo()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        var model = new ResNet(ResNetVariant.Named("resnet18"), 3, frozen_stages: 1);
        model.UseLayout(MemoryLayout.ChannelsLast);
        model.call(torch.ones([2, 3, 32, 32])).sum().backward();

        Dictionary<string, TorchSharp.Modules.Parameter> parameters = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter, StringComparer.Ordinal);
        Assert.Null(parameters["layer1.0.conv1.weight"].grad);
        Assert.Equal(parameters["layer4.0.conv1.weight"].stride(), parameters["layer4.0.conv1.weight"].grad!.stride());
        Assert.False(parameters["layer4.0.conv1.weight"].is_contiguous());
    }

    private static bool IsContiguous(torch.Tensor weight, MemoryLayout layout) =>
        layout == MemoryLayout.Contiguous ? weight.is_contiguous() : weight.permute(0, 2, 3, 1).is_contiguous();
}
