using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Formats.PyTorch;

/// <summary>
/// The storages of a checkpoint in PyTorch's zip format, each an entry <c>FOLDER/data/KEY</c>. Their checksums are left to
/// <see cref="StoredZipReader.CheckTaken"/>.
/// </summary>
/// <param name="archive">The checkpoint's archive.</param>
/// <param name="folder">The name in front of its entries, with the slash.</param>
internal sealed class ZipStorages(StoredZipReader archive, string folder)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _storages = new(StringComparer.Ordinal);

    /// <summary>The bytes of a whole storage, a view of the file.</summary>
    /// <exception cref="InvalidDataException">It is missing, compressed, or shorter than the reference says.</exception>
    public ReadOnlyMemory<byte> Bytes(StorageReference storage)
    {
        string name = $"{folder}data/{storage.Key}";
        if (!_storages.TryGetValue(storage.Key, out ReadOnlyMemory<byte> bytes))
        {
            if (!archive.TryTake(name, out ReadOnlyMemory<byte>? found)) throw new InvalidDataException($"its entry {name} is missing");
            bytes = found.Value;
            _storages.Add(storage.Key, bytes);
        }

        if (bytes.Length / storage.ElementType.Size() < storage.ElementCount) throw new InvalidDataException($"its entry {name} is too short");
        return bytes;
    }
}
