using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Tensors;

public class CreationTests
{
    [Fact]
    public void ATensorOfAnArrayHasItsShapeTypeAndValues()
    {
        using Tensor t = tensor([1f, 2, 3, 4, 5, 6], [2, 3]);

        Assert.Equal(ScalarType.Float32, t.dtype);
        Assert.Equal(DeviceType.CPU, t.device_type);
        Assert.Equal(2, t.ndim);
        Assert.Equal(6, t.numel());
        Assert.Equal(3, t.size(-1));
        Assert.Equal([3L, 1L], t.stride());
        Expect.Values([2, 3], [1, 2, 3, 4, 5, 6], t);
    }

    [Fact]
    public void ATensorCopiesItsArray()
    {
        long[] labels = [3, 1, 2];
        using Tensor t = tensor(labels);

        labels[0] = 9;

        Assert.Equal(ScalarType.Int64, t.dtype);
        Assert.Equal([3L, 1L, 2L], t.data<long>().ToArray());
    }

    [Fact]
    public void AScalarTensorHasNoDimensions()
    {
        using Tensor t = tensor(2.5f);

        Assert.Empty(t.shape);
        Assert.Equal(2.5f, t.item<float>());
        Assert.Equal(2.5, t.ToDouble());
    }

    [Fact]
    public void AnArrayThatDoesNotFillItsShapeIsRefused()
        => Assert.ThrowsAny<Exception>(() => tensor([1f, 2, 3], [2, 2]));

    [Fact]
    public void ConstantsAndRangesAreFilled()
    {
        using DisposeScope scope = NewDisposeScope();

        Expect.Values([2, 2], [0, 0, 0, 0], zeros([2, 2]));
        Expect.Values([3], [1, 1, 1], ones([3]));
        Expect.Values([2], [2.5f, 2.5f], full([2], 2.5));
        Expect.Values([4], [0, 1, 2, 3], arange(4));
        Assert.Equal(ScalarType.Int64, arange(4).dtype);
        Assert.Equal(ScalarType.Float64, zeros([1], dtype: ScalarType.Float64).dtype);
        Assert.Equal([2L, 0L], empty([2, 0]).shape);
    }

    [Fact]
    public void ATensorCanAskForItsGradientFromTheStart()
    {
        using Tensor t = zeros([2], requires_grad: true);

        Assert.True(t.requires_grad);
        Assert.True(t.is_leaf);
    }
}
