using ResNetFlowers.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Models;

public class ResNetTests
{
    [Theory]
    [InlineData("resnet18", 512)]
    [InlineData("resnet34", 512)]
    [InlineData("resnet50", 2048)]
    [InlineData("resnet101", 2048)]
    [InlineData("resnet152", 2048)]
    public void WithoutTheTopTheOutputIsTheLastFeatureMap(string name, long channels)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        using var model = new ResNet(ResNetVariant.Named(name), include_top: false);
        model.eval();

        Assert.Equal([2, channels, 2, 2], model.call(zeros([2, 3, 64, 64])).shape);
        Assert.Equal([1, channels, 3, 2], model.call(zeros([1, 3, 65, 33])).shape);
        Assert.DoesNotContain(model.state_dict().Keys, key => key.StartsWith("fc.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("resnet18", 1)]
    [InlineData("resnet50", 7)]
    public void TheHeadHasAsManyLogitsAsClasses(string name, int classes)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        using var model = new ResNet(ResNetVariant.Named(name), classes);
        model.eval();

        Assert.Equal([3, classes], model.call(zeros([3, 3, 32, 32])).shape);
    }

    [Fact]
    public void FreshConvolutionsAreKaimingNormalAndBatchNormsPlain()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet50"));

        foreach (Conv2d convolution in model.modules().OfType<Conv2d>())
        {
            long[] shape = convolution.weight.shape;
            float[] values = Golden.Floats(convolution.weight);
            double expected = Math.Sqrt(2.0 / (shape[0] * shape[2] * shape[3]));

            // Five standard errors of a mean and of a deviation over so many draws.
            double error = 5 * expected / Math.Sqrt(values.Length);
            Golden.Close(0, values.Average(value => (double)value), error, "mean");
            Golden.Close(expected, Golden.Norm(values) / Math.Sqrt(values.Length), error, "deviation");
            Assert.Null(convolution.bias);
        }

        foreach (BatchNorm2d norm in model.modules().OfType<BatchNorm2d>())
        {
            Assert.All(Golden.Floats(norm.weight!), value => Assert.Equal(1, value));
            Assert.All(Golden.Floats(norm.bias!), value => Assert.Equal(0, value));
        }
    }

    [Theory]
    [InlineData("resnet18", 64, 32, 32)]
    [InlineData("resnet18", 64, 33, 47)]
    [InlineData("resnet50", 256, 65, 34)]
    public void TheFeaturesHaveStrides4To32(string name, long channels, long height, long width)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        using var model = new ResNet(ResNetVariant.Named(name), include_top: false, in_channels: 2);
        model.eval();
        Tensor images = rand([2, 2, height, width]);

        IReadOnlyList<Tensor> features = model.ForwardFeatures(images);

        Assert.Equal(4, features.Count);
        for (int stage = 0; stage < 4; stage++)
        {
            long stride = 4 << stage;
            Assert.Equal([2, channels << stage, (height + stride - 1) / stride, (width + stride - 1) / stride], features[stage].shape);
        }

        Assert.Equal(Golden.Floats(model.call(images)), Golden.Floats(features[3]));
    }

    [Theory]
    [InlineData("resnet18", "bn2")]
    [InlineData("resnet50", "bn3")]
    public void ZeroInitialisedBlocksStartAsTheirShortcuts(string name, string last)
    {
        using var model = new ResNet(ResNetVariant.Named(name), zero_init_residual: true);
        foreach ((string key, Parameter parameter) in model.named_parameters().Where(entry => entry.name.EndsWith("weight", StringComparison.Ordinal)))
            Assert.Equal(key.Split('.')[^2] == last, Golden.Norm(Golden.Floats(parameter)) == 0);
    }

    [Fact]
    public void AnUnknownNameIsAnsweredWithTheKnownOnes()
    {
        InputException failure = Assert.Throws<InputException>(() => ResNetVariant.Named("resnet19"));

        Assert.Contains("resnet19", failure.Message, StringComparison.Ordinal);
        Assert.All(ResNetVariant.All, variant => Assert.Contains(variant.Name, failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ANetworkWithoutClassesIsRefused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ResNet(ResNetVariant.Named("resnet18"), 0));

    [Fact]
    public void APictureWithoutChannelsIsRefused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ResNet(ResNetVariant.Named("resnet18"), in_channels: 0));

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void MoreStagesThanThereAreCannotBeFrozen(int stages)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ResNet(ResNetVariant.Named("resnet18"), frozen_stages: stages));
}
