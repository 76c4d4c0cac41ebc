using ResNetFlowers.Capabilities;
using ResNetFlowers.Models;
using TorchSharp;

namespace ResNetFlowers.Tests.Models;

/// <summary>A network without its batch norms gives what it gave with them.</summary>
public class BatchNormFoldingTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet18-a")]
    [InlineData("resnet50")]
    [InlineData("resnext50_32x4d")]
    [InlineData("preact-resnet18")]
    [InlineData("preact-resnet50")]
    [InlineData("d2l-resnet18")]
    public void LogitsAndFeaturesStayTheSame(string name)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable inference = torch.inference_mode();
        using IDisposable _ = TorchCapabilities.WithoutInitialization();
        var model = new ResNet(ResNetVariant.Named(name));
        Formula.Fill(model);
        model.eval();
        torch.Tensor images = Formula.Images(2, 64, model.InChannels);
        torch.Tensor[] expected = [model.call(images), .. model.ForwardFeatures(images)];

        model.FoldBatchNorms();
        torch.Tensor[] actual = [model.call(images), .. model.ForwardFeatures(images)];
        Assert.All(expected.Zip(actual), pair =>
        {
            double difference = (pair.First - pair.Second).abs().max().ToDouble() / pair.First.abs().max().ToDouble();
            Assert.InRange(difference, 0, Tolerance);
        });
        Assert.Contains(expected.Zip(actual), pair => (pair.First - pair.Second).abs().max().ToDouble() > 0);
    }

    [Fact]
    public void AFoldedNetworkCannotBeTrained()
    {
        using IDisposable _ = TorchCapabilities.WithoutInitialization();
        using var model = new ResNet(ResNetVariant.Named("resnet18"), 2);
        Formula.Fill(model);
        model.FoldBatchNorms();
        model.FoldBatchNorms();
        model.train(false);
        Assert.Equal("a network whose batch norms are folded cannot be trained", Assert.Throws<InvalidOperationException>(() => model.train()).Message);
    }
}
