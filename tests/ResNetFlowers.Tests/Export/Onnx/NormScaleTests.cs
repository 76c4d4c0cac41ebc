using ResNetFlowers.Export.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Tests.Export.Onnx;

[Collection(Alone.Name)]
public class NormScaleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFoldedConvolutionGivesWhatTheTwoLayersGive(bool withBias)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable quiet = no_grad();
        manual_seed(5);
        Conv2d convolution = Conv2d(4, 6, kernel_size: 3, padding: 1, bias: withBias);
        BatchNorm2d norm = BatchNorm2d(6, eps: 1e-3);
        init.uniform_(norm.weight!, -2, 2);
        init.uniform_(norm.bias!, -2, 2);
        init.uniform_(norm.running_mean!, -2, 2);
        init.uniform_(norm.running_var!, 0.01, 4);
        norm.eval();
        Tensor input = randn([2, 4, 9, 9]);
        float[] expected = norm.call(convolution.call(input)).data<float>().ToArray();

        (float[] weight, float[] bias) = NormScale.Of(norm).Fold(
            convolution.weight.data<float>().ToArray(), withBias ? convolution.bias!.data<float>().ToArray() : []);
        Tensor folded = functional.conv2d(input, tensor(weight, [6, 4, 3, 3]), tensor(bias, [6]), padding: [1, 1]);
        float[] actual = folded.data<float>().ToArray();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
