using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Tensors;

public class DataTests
{
    [Theory]
    [InlineData(ScalarType.Byte, 1)]
    [InlineData(ScalarType.Int32, 4)]
    [InlineData(ScalarType.Int64, 8)]
    [InlineData(ScalarType.Float64, 8)]
    [InlineData(ScalarType.Float16, 2)]
    [InlineData(ScalarType.BFloat16, 2)]
    [InlineData(ScalarType.Bool, 1)]
    public void AConversionKeepsSmallWholeNumbers(ScalarType type, long size)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = tensor([0f, 1]).to(type);

        Assert.Equal(type, t.dtype);
        Assert.Equal(size, t.element_size());
        Expect.Values([2], [0, 1], t.to(ScalarType.Float32));
    }

    [Fact]
    public void AConversionToWholeNumbersCutsTheFraction()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal([1L, -1L], tensor([1.9f, -1.9f]).to(ScalarType.Int64).data<long>().ToArray());
    }

    [Fact]
    public void TheAccessorReadsAndWritesElements()
    {
        using Tensor t = tensor([1f, 2, 3, 4], [2, 2]);
        Utils.TensorAccessor<float> data = t.data<float>();

        data[1, 0] = 9;

        Assert.Equal(4, data.Count);
        Assert.Equal(9, data[1, 0]);
        Assert.Equal([1f, 2, 9, 4], data.ToArray());
        Assert.Equal([1f, 2, 9, 4], data);
        var target = new float[4];
        data.CopyTo(target);
        Assert.Equal([1f, 2, 9, 4], target);
        data.CopyFrom([5f, 6, 7, 8]);
        Expect.Values([2, 2], [5, 6, 7, 8], t);
    }

    [Fact]
    public async Task WhatIsReadIsNotCollectedMeanwhile()
    {
        const int Side = 256;
        using Tensor rows = arange(Side * Side, ScalarType.Float32).view(Side, Side);
        using Tensor columns = rows.transpose(0, 1);
        float[] expected = columns.data<float>().ToArray();
        using var done = new CancellationTokenSource();
        Task collector = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                // What was freed is taken again, and written to.
                full([Side, Side], -1f).Dispose();
            }
        });

        // Read through a copy, which nobody but the accessor knows. Often enough for the compiler to optimize what reads it.
        int wrong = 0;
        for (int i = 0; i < 3000; i++)
        {
            if (!columns.data<float>().ToArray().AsSpan().SequenceEqual(expected)) wrong++;
        }

        await done.CancelAsync();
        await collector;
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void TheBytesAreTheTensorsOwnMemory()
    {
        using Tensor t = zeros([2]);

        BitConverter.TryWriteBytes(t.bytes[4..], 1.5f);

        Assert.Equal(8, t.bytes.Length);
        Expect.Values([2], [0, 1.5f], t);
    }

    [Fact]
    public void ElementsAreNotReadAsAnotherType()
    {
        using Tensor t = zeros([2]);

        Assert.ThrowsAny<ArgumentException>(() => t.data<long>());
    }

    [Fact]
    public void ItemNeedsASingleElementOfItsOwnType()
    {
        using Tensor two = zeros([2]);
        using Tensor one = tensor([3L], [1, 1]);

        Assert.Equal(3, one.item<long>());
        Assert.ThrowsAny<Exception>(() => two.item<float>());
        Assert.ThrowsAny<ArgumentException>(() => one.item<int>());
    }

    [Fact]
    public void ASingleElementConvertsToAnyNumber()
    {
        using Tensor one = tensor([3L], [1, 1]);
        using Tensor half = tensor(0.5f);

        Assert.Equal(3, one.ToInt32());
        Assert.Equal(3f, one.ToSingle());
        Assert.Equal(0.5, half.ToDouble());
        Assert.Equal(0, half.ToInt64());
        Assert.True(half.ToBoolean());
    }

    [Fact]
    public void ACloneHasMemoryOfItsOwn()
    {
        using Tensor t = zeros([1]);
        using Tensor copy = t.clone();

        t.fill_(1);

        Assert.Equal(0, copy.item<float>());
    }
}
