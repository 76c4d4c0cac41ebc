using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Tensors;

public class ViewTests
{
    [Fact]
    public void AViewSharesItsMemory()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = zeros([2, 3]);

        t.view(6)[4] = tensor(5f);
        t.reshape(3, 2)[0, 1] = tensor(7f);

        Expect.Values([2, 3], [0, 7, 0, 0, 5, 0], t);
    }

    [Fact]
    public void ShapesChangeAsInPyTorch()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = arange(6).view(1, 2, 3);

        Assert.Equal([6L], t.flatten().shape);
        Assert.Equal([1L, 6L], t.flatten(1).shape);
        Assert.Equal([2L, 3L], t.squeeze(0).shape);
        Assert.Equal([1L, 1L, 2L, 3L], t.unsqueeze(0).shape);
        Assert.Equal([3L, 1L, 2L], t.permute(2, 0, 1).shape);
        Assert.Equal([1L, 3L, 2L], t.transpose(1, 2).shape);
        Expect.Values([1, 3, 2], [0, 3, 1, 4, 2, 5], t.transpose(1, 2));
    }

    [Fact]
    public void ATransposedTensorIsReadInItsOwnOrder()
    {
        Prop.ForAll(Gen.Choose(1, 5).Two().ToArbitrary(), size =>
        {
            (int rows, int columns) = size;
            using DisposeScope scope = NewDisposeScope();
            Tensor turned = arange(rows * columns).view(rows, columns).transpose(0, 1);
            long[] expected = [.. from column in Enumerable.Range(0, columns) from row in Enumerable.Range(0, rows) select (long)(row * columns + column)];
            return turned.is_contiguous() == (rows == 1 || columns == 1)
                && turned.data<long>().ToArray().SequenceEqual(expected)
                && turned.contiguous().data<long>().ToArray().SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void PartsJoinIntoAWhole()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor([1f, 2]);
        Tensor b = tensor([3f, 4]);

        Expect.Values([4], [1, 2, 3, 4], cat([a, b]));
        Expect.Values([2, 2], [1, 2, 3, 4], stack([a, b]));
        Expect.Values([2, 2], [1, 3, 2, 4], stack([a, b], 1));
    }
}
