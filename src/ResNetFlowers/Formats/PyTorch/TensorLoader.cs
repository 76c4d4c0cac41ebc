namespace ResNetFlowers.Formats.PyTorch;

/// <summary>
/// Gives the tensors of a checkpoint their bytes: a view of the file where the elements lie in order, a copy in order otherwise.
/// </summary>
/// <param name="bytesOf">Gives the bytes of a whole storage; at least as many as it refers to.</param>
/// <param name="fileLength">The file's length in bytes.</param>
internal sealed class TensorLoader(Func<StorageReference, ReadOnlyMemory<byte>> bytesOf, long fileLength)
{
    // A view may repeat its storage as often as it likes (stride 0), which costs the file nothing: what copies may take together is
    // bounded by the file's own length.
    private const int MaxGrowth = 16;
    private const int FreeCopies = 64 << 20;

    private long _copiesLeft = fileLength * MaxGrowth + FreeCopies;

    /// <summary>The tensor of a layout in a storage.</summary>
    /// <exception cref="InvalidDataException">The storage is missing or damaged, or the tensor does not fit into it.</exception>
    public TensorData Load(StorageReference storage, TensorLayout layout)
    {
        int elementSize = storage.ElementType.Size();
        ReadOnlyMemory<byte> bytes = View(storage, bytesOf(storage));
        (long elements, long reach) = TensorStrides.Measure(layout);
        if (reach > bytes.Length / elementSize)
        {
            throw new InvalidDataException($"a tensor reaches beyond the end of its storage {storage.Key}");
        }

        if (elements > int.MaxValue / elementSize) throw new InvalidDataException("a tensor in it is larger than 2 GiB");
        int length = (int)elements * elementSize;
        if (length == 0) return new TensorData(storage.ElementType, layout.Shape, ReadOnlyMemory<byte>.Empty);
        if (TensorStrides.AreContiguous(layout))
        {
            return new TensorData(storage.ElementType, layout.Shape, bytes.Slice((int)layout.Offset * elementSize, length));
        }

        _copiesLeft -= length;
        if (_copiesLeft < 0) throw new InvalidDataException("its tensors take far more memory than the file has bytes");
        byte[] copy = GC.AllocateUninitializedArray<byte>(length);
        TensorStrides.Gather(bytes.Span, layout, elementSize, copy);
        return new TensorData(storage.ElementType, layout.Shape, copy);
    }

    private static ReadOnlyMemory<byte> View(StorageReference storage, ReadOnlyMemory<byte> bytes)
    {
        if (storage.View is not { } view) return bytes;
        int elementSize = storage.ElementType.Size();
        int elements = bytes.Length / elementSize;
        if (view.Offset > elements || view.Count > elements - view.Offset)
        {
            throw new InvalidDataException($"a part of its storage {storage.Key} reaches beyond its end");
        }

        return bytes.Slice((int)view.Offset * elementSize, (int)view.Count * elementSize);
    }
}
