using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.SystemLibTorch.Tests.Nn;

/// <summary>Layers and functions with inputs small enough to work out by hand.</summary>
public class LayerTests
{
    [Fact]
    public void AConvolutionSlidesItsKernel()
    {
        using DisposeScope scope = NewDisposeScope();
        Conv2d convolution = Conv2d(1, 1, 2, stride: 1, padding: 0L, bias: false);
        Set(convolution.weight!, 1, 2, 3, 4);
        Tensor x = arange(9, dtype: ScalarType.Float32).view(1, 1, 3, 3);

        Expect.Values([1, 1, 2, 2], [27, 37, 57, 67], convolution.call(x));
        Expect.Values([1, 1, 2, 2], [27, 37, 57, 67], functional.conv2d(x, convolution.weight!));
        Assert.Null(convolution.bias);
    }

    [Fact]
    public void StridePaddingAndBiasShapeAConvolution()
    {
        using DisposeScope scope = NewDisposeScope();
        Conv2d convolution = Conv2d(3, 8, 3, stride: 2, padding: 1);

        Assert.Equal([8L, 3L, 3L, 3L], convolution.weight!.shape);
        Assert.Equal([8L], convolution.bias!.shape);
        Assert.Equal([2L, 8L, 4L, 4L], convolution.call(zeros([2, 3, 7, 7])).shape);
    }

    [Fact]
    public void PaddingBeginsWithTheLastDimension()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([1f, 2], [1, 2]);

        Expect.Values([2, 3], [1, 2, 0, 0, 0, 0], functional.pad(x, [0, 1, 0, 1]));
        Expect.Values([1, 3], [5, 1, 2], functional.pad(x, [1, 0], value: 5));
    }

    [SystemProviderFact]
    public void OnlyConstantsArePadded()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Throws<NotSupportedException>(() => functional.pad(zeros([1, 2]), [1, 0], PaddingModes.Reflect));
    }

    [Fact]
    public void ALinearLayerIsAMatrixAndABias()
    {
        using DisposeScope scope = NewDisposeScope();
        Linear linear = Linear(2, 2);
        Set(linear.weight!, 1, 2, 3, 4);
        Set(linear.bias!, 10, 20);

        Expect.Values([1, 2], [15, 31], linear.call(tensor([1f, 2], [1, 2])));
    }

    [Fact]
    public void BatchNormNormalisesInTrainingAndRemembersForEvaluation()
    {
        using DisposeScope scope = NewDisposeScope();
        BatchNorm2d norm = BatchNorm2d(1);
        Tensor x = tensor([1f, 3], [2, 1, 1, 1]);

        Expect.Values([2, 1, 1, 1], [-1, 1], norm.call(x), 1e-5);
        Expect.Values([1], [0.2f], norm.running_mean!);
        Expect.Values([1], [1.1f], norm.running_var!);
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());

        norm.eval();
        float deviation = MathF.Sqrt(1.1f + 1e-5f);
        Expect.Values([2, 1, 1, 1], [0.8f / deviation, 2.8f / deviation], norm.call(x));
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void PoolingTakesTheLargestOrTheMean()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(16, dtype: ScalarType.Float32).view(1, 1, 4, 4);

        Expect.Values([1, 1, 2, 2], [5, 7, 13, 15], MaxPool2d(2).call(x));
        Expect.Values([1, 1, 2, 2], [5, 7, 13, 15], MaxPool2d(3, stride: 2, padding: 1).call(x));
        Expect.Values([1, 1, 1, 1], [7.5f], AdaptiveAvgPool2d(1).call(x));
        Expect.Values([1, 1, 1, 1], [7.5f], functional.adaptive_avg_pool2d(x, 1));
    }

    [Fact]
    public void ReluCutsAwayTheNegativeInPlaceIfAsked()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([-1f, 2]);

        Expect.Values([2], [0, 2], ReLU().call(x));
        Expect.Values([2], [-1, 2], x);
        Expect.Values([2], [0, 2], functional.relu(x));
        ReLU(inplace: true).call(x);
        Expect.Values([2], [0, 2], x);
    }

    [Fact]
    public void SoftmaxAddsUpToOne()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([0f, MathF.Log(3)], [1, 2]);

        Expect.Values([1, 2], [0.25f, 0.75f], functional.softmax(x, 1));
        Expect.Values([1, 2], [MathF.Log(0.25f), MathF.Log(0.75f)], functional.log_softmax(x, 1));
    }

    private static void Set(Parameter parameter, params float[] values)
    {
        using IDisposable off = no_grad();
        parameter.copy_(tensor(values).view(parameter.shape));
    }
}
