using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Formats.PyTorch;

/// <summary>
/// Gives the tensors of a checkpoint their bytes: a view of the mapped file where the elements lie in order, a copy in order
/// otherwise. Each storage is checked once.
/// </summary>
/// <param name="archive">The checkpoint's archive.</param>
/// <param name="folder">The name in front of its entries, with the slash.</param>
/// <param name="archiveLength">The archive's length in bytes.</param>
internal sealed class TensorLoader(StoredZipReader archive, string folder, long archiveLength)
{
    // A view may repeat its storage as often as it likes (stride 0), which costs the file nothing: what copies may take together is
    // bounded by the file's own length.
    private const int MaxGrowth = 16;
    private const int FreeCopies = 64 << 20;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _storages = new(StringComparer.Ordinal);
    private long _copiesLeft = archiveLength * MaxGrowth + FreeCopies;

    /// <summary>The tensor of a layout in a storage.</summary>
    /// <exception cref="InvalidDataException">The storage is missing or damaged, or the tensor does not fit into it.</exception>
    public TensorData Load(StorageReference storage, TensorLayout layout)
    {
        int elementSize = storage.ElementType.Size();
        ReadOnlyMemory<byte> bytes = Storage(storage);
        (long elements, long reach) = TensorStrides.Measure(layout);
        if (reach > bytes.Length / elementSize)
        {
            throw new InvalidDataException($"a tensor reaches beyond the end of its entry data/{storage.Key}");
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

    private ReadOnlyMemory<byte> Storage(StorageReference storage)
    {
        if (_storages.TryGetValue(storage.Key, out ReadOnlyMemory<byte> known)) return known;
        string name = $"{folder}data/{storage.Key}";
        if (!archive.TryRead(name, out ReadOnlyMemory<byte>? bytes)) throw new InvalidDataException($"its entry {name} is missing");
        if (bytes.Value.Length / storage.ElementType.Size() < storage.ElementCount)
        {
            throw new InvalidDataException($"its entry {name} is too short");
        }

        _storages.Add(storage.Key, bytes.Value);
        return bytes.Value;
    }
}
