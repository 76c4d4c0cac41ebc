using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Accelerator;

/// <summary>Automatic casts, on the CPU, where libtorch has them for bfloat16.</summary>
public class AutocastTests
{
    [Fact]
    public void ConvolutionsAndProductsComputeInBFloat16()
    {
        using DisposeScope scope = NewDisposeScope();
        using (Autocast.Enter(CPU, ScalarType.BFloat16))
        {
            Assert.Equal(ScalarType.BFloat16, nn.Conv2d(3, 4, 3).call(rand([2, 3, 8, 8])).dtype);
            Assert.Equal(ScalarType.BFloat16, nn.Linear(3, 4).call(rand([2, 3])).dtype);
            Assert.Equal(ScalarType.BFloat16, rand([2, 3]).matmul(rand([3, 2])).dtype);
        }

        Assert.Equal(ScalarType.Float32, nn.Linear(3, 4).call(rand([2, 3])).dtype);
    }

    [Fact]
    public void WeightsAndGradientsStayFloat32()
    {
        using DisposeScope scope = NewDisposeScope();
        Modules.Linear layer = nn.Linear(3, 4);
        Tensor output;
        using (Autocast.Enter(CPU, ScalarType.BFloat16)) output = layer.call(rand([2, 3]));

        output.to_type(ScalarType.Float32).sum().backward();

        Assert.Equal(ScalarType.Float32, layer.weight.dtype);
        Assert.Equal(ScalarType.Float32, layer.weight.grad!.dtype);
    }

    [Fact]
    public void AWeightIsCastAnewAfterItChanged()
    {
        using DisposeScope scope = NewDisposeScope();
        Modules.Linear layer = nn.Linear(1, 1, hasBias: false);
        Tensor one = ones([1, 1]);
        double Output()
        {
            using (Autocast.Enter(CPU, ScalarType.BFloat16)) return layer.call(one).ToDouble();
        }

        void SetWeight(double value)
        {
            using (no_grad()) layer.weight.fill_(value);
        }

        SetWeight(1);
        Assert.Equal(1, Output());
        SetWeight(2);
        Assert.Equal(2, Output());
    }

    [Fact]
    public void ScopesWithinEachOtherAndLeavingTwiceDoNoHarm()
    {
        using DisposeScope scope = NewDisposeScope();
        IDisposable outer = Autocast.Enter(CPU, ScalarType.BFloat16);
        Autocast.Enter(CPU, ScalarType.BFloat16).Dispose();
        Assert.Equal(ScalarType.BFloat16, ones([1, 1]).matmul(ones([1, 1])).dtype);
        outer.Dispose();
        outer.Dispose();

        Assert.Equal(ScalarType.Float32, ones([1, 1]).matmul(ones([1, 1])).dtype);
    }

    [Fact]
    public void AnotherThreadDoesNotCast()
    {
        using IDisposable _ = Autocast.Enter(CPU, ScalarType.BFloat16);
        ScalarType other = default;

        var thread = new Thread(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            other = ones([1, 1]).matmul(ones([1, 1])).dtype;
        });
        thread.Start();
        thread.Join();

        Assert.Equal(ScalarType.Float32, other);
    }
}
