using System.Buffers;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests;

/// <summary>Tensors over memory of somebody else's use it as it is, hold it for as long as they live, and no longer.</summary>
public class BorrowedMemoryTests
{
    [Fact]
    public void TheMemoryIsUsedAndNotCopied()
    {
        using var memory = new CountedMemory([1, 2, 3, 4, 5, 6]);
        using Tensor tensor = zeros([2, 3]);
        BorrowedMemory.Lend(tensor, memory.Memory);

        Expect.Values([2, 3], [1, 2, 3, 4, 5, 6], tensor);
        tensor.mul_(2);
        Assert.Equal([2, 4, 6, 8, 10, 12], memory.Values);
    }

    [Fact]
    public void TheMemoryIsHeldUntilTheLastViewIsGone()
    {
        using var memory = new CountedMemory([1, 2]);
        Tensor tensor = zeros([2]);
        BorrowedMemory.Lend(tensor, memory.Memory);
        Assert.Equal(1, memory.Pins);

        Tensor view = tensor.narrow(0, 1, 1);
        tensor.Dispose();
        Assert.Equal(1, memory.Pins);
        Assert.Equal(2, view.ToSingle());
        view.Dispose();
        Assert.Equal(0, memory.Pins);
    }

    [Fact]
    public void MemoryOfAnotherLengthIsRefused()
    {
        using var memory = new CountedMemory([1, 2, 3]);
        using Tensor tensor = zeros([2]);
        Assert.Contains("8 bytes, not 12", Assert.Throws<ArgumentException>(() => BorrowedMemory.Lend(tensor, memory.Memory)).Message, StringComparison.Ordinal);
        Assert.Equal(0, memory.Pins);
    }

    /// <summary>Numbers in memory that knows how often it is pinned.</summary>
    private sealed class CountedMemory(float[] values) : MemoryManager<byte>
    {
        private GCHandle _handle;

        public int Pins { get; private set; }

        public float[] Values => values;

        public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(values.AsSpan());

        public override unsafe MemoryHandle Pin(int elementIndex = 0)
        {
            if (Pins++ == 0) _handle = GCHandle.Alloc(values, GCHandleType.Pinned);
            return new MemoryHandle((byte*)_handle.AddrOfPinnedObject() + elementIndex, pinnable: this);
        }

        public override void Unpin()
        {
            if (--Pins == 0) _handle.Free();
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
