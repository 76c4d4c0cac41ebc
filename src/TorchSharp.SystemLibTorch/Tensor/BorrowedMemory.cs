using System.Buffers;
using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>An extension of ours: tensors over memory that is there, such as a mapped file's, instead of a copy of it.</summary>
public static unsafe class BorrowedMemory
{
    /// <summary>Puts elements that lie in memory in the place of a tensor's own, as <c>tensor.data = …</c> does.</summary>
    /// <param name="tensor">A tensor on the CPU; its shape and type stay.</param>
    /// <param name="bytes">The elements in row-major order; pinned for as long as a tensor uses them. Writing to the tensor writes to them.</param>
    /// <exception cref="ArgumentException">The bytes are more or fewer than the tensor has.</exception>
    public static void Lend(Tensor tensor, ReadOnlyMemory<byte> bytes)
    {
        long length = tensor.numel() * tensor.element_size();
        if (length != bytes.Length) throw new ArgumentException($"The tensor takes {length} bytes, not {bytes.Length}.", nameof(bytes));

        long[] shape = tensor.shape;
        MemoryHandle memory = bytes.Pin();
        var owner = GCHandle.Alloc(memory);
        nint handle;
        fixed (long* sizes = shape)
        {
            if (LibTorch.flowers_tensor_over(memory.Pointer, sizes, shape.Length, (int)tensor.dtype, &Release, GCHandle.ToIntPtr(owner), &handle) == 0)
            {
                Release(owner);
                LibTorch.Check(succeeded: 0);
            }
        }

        using var lent = new Tensor(handle);
        tensor.SetData(lent);
    }

    [UnmanagedCallersOnly]
    private static void Release(nint owner) => Release(GCHandle.FromIntPtr(owner));

    private static void Release(GCHandle owner)
    {
        ((MemoryHandle)owner.Target!).Dispose();
        owner.Free();
    }
}
