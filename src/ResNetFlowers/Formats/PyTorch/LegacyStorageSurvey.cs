namespace ResNetFlowers.Formats.PyTorch;

/// <summary>Notes which storages the tensors of a checkpoint use, before it is known where they lie.</summary>
internal sealed class LegacyStorageSurvey
{
    private static readonly TensorData Placeholder = TensorData.Scalar(0);

    private readonly Dictionary<string, StorageReference> _storages = new(StringComparer.Ordinal);

    /// <summary>The storages that were noted, by key.</summary>
    public IReadOnlyDictionary<string, StorageReference> Storages => _storages;

    /// <summary>Notes the storage of a tensor.</summary>
    /// <returns>A tensor that stands for the one that cannot be given yet.</returns>
    /// <exception cref="InvalidDataException">The storage was another before.</exception>
    public TensorData Load(StorageReference storage, TensorLayout layout)
    {
        if (!_storages.TryAdd(storage.Key, storage)
            && (_storages[storage.Key].ElementType, _storages[storage.Key].ElementCount) != (storage.ElementType, storage.ElementCount))
        {
            throw new InvalidDataException($"it describes its storage {storage.Key} in two ways");
        }

        return Placeholder;
    }
}
