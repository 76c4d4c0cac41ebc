using System.Buffers.Binary;

namespace ResNetFlowers.Formats.PyTorch;

/// <summary>The storages at the end of a checkpoint in PyTorch's older format.</summary>
internal sealed class LegacyStorages
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _storages = new(StringComparer.Ordinal);

    /// <summary>Finds all storages.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="keys">The list of their keys.</param>
    /// <param name="start">Where the first lies in the file.</param>
    /// <param name="known">What the tensors say of them.</param>
    /// <exception cref="InvalidDataException">A key is no string, stands twice or is unknown; or a storage is cut short, larger than
    /// 2 GiB or of another length than its tensors say.</exception>
    public LegacyStorages(FileBytes file, CheckpointValue keys, long start, IReadOnlyDictionary<string, StorageReference> known)
    {
        if (keys is not ListValue list) throw new InvalidDataException("its list of storages is damaged");
        foreach (CheckpointValue item in list.Items)
        {
            if (item is not StringValue { Value: var key } || !known.TryGetValue(key, out StorageReference? storage) || _storages.ContainsKey(key))
            {
                throw new InvalidDataException("its list of storages has one twice, or one that no tensor uses");
            }

            long count = BinaryPrimitives.ReadInt64LittleEndian(file.Span(start, sizeof(long)));
            if (count != storage.ElementCount)
            {
                throw new InvalidDataException($"its storage {key} has {count} elements, and {storage.ElementCount} by its description");
            }

            int elementSize = storage.ElementType.Size();
            if (count > int.MaxValue / elementSize) throw new InvalidDataException($"its storage {key} is larger than 2 GiB");
            int length = (int)count * elementSize;
            _storages.Add(key, file.Memory(start + sizeof(long), length));
            start += sizeof(long) + length;
        }
    }

    /// <summary>The bytes of a whole storage, a view of the file.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public ReadOnlyMemory<byte> Bytes(StorageReference storage) =>
        _storages.TryGetValue(storage.Key, out ReadOnlyMemory<byte> bytes) ? bytes
            : throw new InvalidDataException($"its storage {storage.Key} is missing");
}
