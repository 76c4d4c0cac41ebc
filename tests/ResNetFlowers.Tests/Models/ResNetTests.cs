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
    [InlineData("resnet18")]
    [InlineData("preact-resnet50")]
    public void TheEmbeddingIsWhatTheHeadTakes(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        using var model = new ResNet(ResNetVariant.Named(name), 7);
        model.eval();
        Tensor images = rand([2, 3, 40, 40]);
        Tensor embedding = model.ForwardEmbedding(images);

        var head = (Linear)model.named_children().Last().module;
        Assert.Equal(Golden.Floats(model.call(images)), Golden.Floats(head.call(embedding)));
        Assert.Equal(Golden.Floats(model.ForwardFeatures(images)[3].mean([2, 3])), Golden.Floats(embedding), (expected, actual) => Math.Abs(expected - actual) < 1e-5);
    }

    [Theory]
    [InlineData("resnet18", "bn2")]
    [InlineData("resnet50", "bn3")]
    [InlineData("d2l-resnet18", "bn2")]
    [InlineData("preact-resnet18", "conv2")]
    [InlineData("preact-resnet50", "conv3")]
    public void ZeroInitialisedBlocksStartAsTheirShortcuts(string name, string last)
    {
        using var model = new ResNet(ResNetVariant.Named(name), zero_init_residual: true);
        foreach ((string key, Parameter parameter) in model.named_parameters().Where(entry => entry.name.EndsWith("weight", StringComparison.Ordinal)))
            Assert.Equal(key.Split('.')[^2] == last && key.StartsWith("layer", StringComparison.Ordinal), Golden.Norm(Golden.Floats(parameter)) == 0);
    }

    [Fact]
    public void AZeroInitialisedPreActivatedBlockLearnsAllTheSame()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new ResNet(ResNetVariant.Named("preact-resnet18"), 2, zero_init_residual: true);
        model.call(rand([2, 3, 32, 32])).sum().backward();
        Assert.All(
            model.named_parameters().Where(entry => entry.name.EndsWith("conv2.weight", StringComparison.Ordinal)),
            entry => Assert.NotEqual(0, Golden.Norm(Golden.Floats(entry.parameter.grad!))));
    }

    [Fact]
    public void TheTextbooksWeightsAreXavierUniform()
    {
        using var model = new ResNet(ResNetVariant.Named("d2l-resnet18"));
        IEnumerable<Parameter> weights = model.modules().OfType<Conv2d>().Select(layer => layer.weight).Concat(model.modules().OfType<Linear>().Select(layer => layer.weight));
        foreach (Parameter weight in weights)
        {
            long[] shape = weight.shape;
            long field = shape.Skip(2).Aggregate(1L, (product, side) => product * side);
            double bound = Math.Sqrt(6.0 / ((shape[0] + shape[1]) * field));
            float[] values = Golden.Floats(weight);
            Assert.InRange(values.Max(Math.Abs), 0.99 * bound, bound * (1 + 1e-6));

            // Five standard errors of the deviation of so many draws: a uniform's fourth moment is 9/5 of its squared variance.
            double expected = bound / Math.Sqrt(3);
            Golden.Close(expected, Golden.Norm(values) / Math.Sqrt(values.Length), 5 * expected * Math.Sqrt(0.8 / 4 / values.Length), "deviation");
        }

        Assert.Equal((10, 1), (model.NumClasses, model.InChannels));
    }

    public static TheoryData<ResNetVariant, string> Unfit => new()
    {
        { new ResNetVariant("odd", BlockKind.Basic, 2, 0, 2, 2), "a stage without blocks" },
        { new ResNetVariant("odd", BlockKind.Bottleneck, 2, 2, 2, 2) { Groups = 0 }, "0 groups of 64 channels; give 1 or more" },
        { new ResNetVariant("odd", BlockKind.Basic, 2, 2, 2, 2) { Groups = 32 }, "which Basic blocks do not know; choose Bottleneck or PreActBottleneck" },
        { new ResNetVariant("odd", BlockKind.PreActBasic, 2, 2, 2, 2) { WidthPerGroup = 128, Shortcut = ShortcutKind.Convolution }, "choose Bottleneck or PreActBottleneck" },
        { new ResNetVariant("odd", BlockKind.PreActBasic, 2, 2, 2, 2), "choose the shortcut ZeroPadding or Convolution" },
        { new ResNetVariant("odd", BlockKind.Bottleneck, 2, 2, 2, 2) { ConvolutionBias = true }, "which Bottleneck blocks do not know; choose Basic" },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void SettingsThatExcludeEachOtherAreRefusedWithTheChoices(ResNetVariant variant, string reason)
    {
        string message = Assert.Throws<ArgumentException>(() => new ResNet(variant)).Message;
        Assert.StartsWith("the network 'odd' has ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryBlockTakesZeroPaddedShortcuts()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (BlockKind block in Enum.GetValues<BlockKind>())
        {
            using var model = new ResNet(new ResNetVariant("own", block, 1, 1, 1, 1) { Shortcut = ShortcutKind.ZeroPadding }, 2);
            Assert.DoesNotContain(model.state_dict().Keys, key => key.Contains("downsample", StringComparison.Ordinal));
            Assert.Equal([2, 2], model.call(rand([2, 3, 33, 47])).shape);
        }
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
