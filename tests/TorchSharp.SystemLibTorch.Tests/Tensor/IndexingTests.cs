using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Tensors;

public class IndexingTests
{
    [Fact]
    public void AnIndexTakesOneOfADimension()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = arange(6).view(2, 3);

        Assert.Equal([3L, 4L, 5L], t[1].data<long>().ToArray());
        Assert.Equal(5, t[1, 2].item<long>());
        Assert.Equal(2, t[0, -1].item<long>());
    }

    [Fact]
    public void ARangeOfADimensionIsNarrowedTo()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = arange(12).view(3, 4);

        Assert.Equal([4L, 5L, 6L, 7L], t.narrow(0, 1, 1).data<long>().ToArray());
        Assert.Equal([2L, 3L, 6L, 7L, 10L, 11L], t.narrow(1, 2, 2).data<long>().ToArray());
    }

    [Fact]
    public void TensorsOfIndicesPickElements()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = arange(6).view(2, 3);

        Assert.Equal([5L, 1L], t[tensor([1L, 0]), tensor([2L, 1])].data<long>().ToArray());
        Assert.Equal([3L, 4L, 5L], t[t.gt(2)].data<long>().ToArray());
    }

    [Fact]
    public void RowsAreGatheredByATensorOfIndices()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = arange(6).view(3, 2);

        Assert.Equal([4L, 5L, 0L, 1L], t.index_select(0, tensor([2L, 0])).data<long>().ToArray());
    }

    [Fact]
    public void AnAssignmentWritesThroughAnIndex()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = zeros([2, 2]);

        t[1, 0] = tensor(3f);
        t[0] = tensor([1f, 2]);

        Expect.Values([2, 2], [1, 2, 3, 0], t);
        t[tensor([0L, 1]), tensor([1L, 1])] = tensor([8f, 9]);
        Expect.Values([2, 2], [1, 8, 3, 9], t);
    }

    [Fact]
    public void AnIndexOutOfRangeIsRefusedWithLibtorchsMessage()
    {
        using Tensor t = zeros([2]);

        Exception failure = Assert.ThrowsAny<Exception>(() => t[5]);

        Assert.Contains("out of range", failure.Message, StringComparison.Ordinal);
    }
}
