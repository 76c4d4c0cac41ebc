using System.Collections;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>
/// Reads and writes the elements of a CPU tensor in row-major order. A tensor that is not contiguous is read through a copy and cannot
/// be written.
/// </summary>
public sealed class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly torch.Tensor? _copy;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        if (!tensor.is_contiguous()) _copy = tensor.contiguous().DetachFromDisposeScope();
    }

    public long Count => _tensor.NumberOfElements;

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get
        {
            T value = Readable[Offset(indices)];
            GC.KeepAlive(this);
            return value;
        }

        set
        {
            Writable[Offset(indices)] = value;
            GC.KeepAlive(this);
        }
    }

    public T[] ToArray()
    {
        T[] array = Readable.ToArray();
        GC.KeepAlive(this);
        return array;
    }

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Readable[(int)tensorIndex..].CopyTo(array[arrayIndex..]);
        GC.KeepAlive(this);
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        array[arrayIndex..].CopyTo(Writable[(int)tensorIndex..]);
        GC.KeepAlive(this);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom(new ReadOnlySpan<T>(array), arrayIndex, tensorIndex);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _copy?.Dispose();

    // The spans keep nobody alive: whoever looks at one holds on to this accessor, and by it to the tensors.
    private Span<T> Readable => MemoryMarshal.Cast<byte, T>((_copy ?? _tensor).bytes);

    private Span<T> Writable => _copy is null
        ? MemoryMarshal.Cast<byte, T>(_tensor.bytes)
        : throw new InvalidOperationException("cannot write into a tensor that is not contiguous");

    private int Offset(long[] indices)
    {
        long[] shape = _tensor.shape;
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{indices.Length} indices for a tensor of {shape.Length} dimensions", nameof(indices));
        long offset = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)shape[i])
                throw new ArgumentOutOfRangeException(nameof(indices), $"index {indices[i]} of dimension {i}, which has {shape[i]}");
            offset = offset * shape[i] + indices[i];
        }

        return (int)offset;
    }
}
