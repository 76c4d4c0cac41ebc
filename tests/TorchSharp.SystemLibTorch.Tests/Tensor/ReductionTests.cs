using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Tensors;

public class ReductionTests
{
    [Fact]
    public void SumsAndMeansRunOverAllOrSomeDimensions()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = tensor([1f, 2, 3, 4, 5, 6], [2, 3]);

        Expect.Values([], [21], t.sum());
        Expect.Values([], [3.5f], t.mean());
        Expect.Values([3], [5, 7, 9], t.sum(0L));
        Expect.Values([2], [2, 5], t.mean([1]));
        Expect.Values([2, 1], [2, 5], t.mean([-1], keepdim: true));
    }

    [Fact]
    public void TruthValuesAddUpToAWholeNumber()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hits = tensor([1L, 2, 3]).eq(tensor([1L, 2, 4])).sum();

        Assert.Equal(ScalarType.Int64, hits.dtype);
        Assert.Equal(2, hits.item<long>());
    }

    [Fact]
    public void TheLargestOfEachRowIsFoundWithItsPlace()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = tensor([1f, 9, 3, 8, 5, 6], [2, 3]);

        Assert.Equal([1L, 0L], t.argmax(1).data<long>().ToArray());
        Assert.Equal(1, t.argmax().item<long>());
        (Tensor values, Tensor indexes) = t.topk(2, dim: 1);
        Expect.Values([2, 2], [9, 3, 8, 6], values);
        Assert.Equal([1L, 2L, 0L, 2L], indexes.data<long>().ToArray());
        Expect.Values([], [9], t.max());
    }

    [Fact]
    public void ANormIsTheRootOfTheSumOfSquares()
    {
        using DisposeScope scope = NewDisposeScope();

        Expect.Values([], [5], tensor([3f, -4]).norm());
    }
}
