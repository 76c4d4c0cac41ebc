namespace ResNetFlowers.Formats.PyTorch;

/// <summary>A Python name on its way to being used: the only trace that a class or function leaves in a pickle.</summary>
/// <param name="name">One of <see cref="PickleGlobals"/>.</param>
internal sealed class GlobalReference(string name) : CheckpointValue
{
    public string Name { get; } = name;
}

/// <summary>A run of elements that a pickle points at and that the file holds elsewhere, under a key.</summary>
/// <param name="elementType">What each element is.</param>
/// <param name="key">Its name in the file.</param>
/// <param name="elementCount">How many elements there are, as the pickle says.</param>
internal sealed class StorageReference(ElementType elementType, string key, long elementCount) : CheckpointValue
{
    public ElementType ElementType { get; } = elementType;

    public string Key { get; } = key;

    public long ElementCount { get; } = elementCount;

    /// <summary>The part of the storage that is meant; null for the whole.</summary>
    public StorageView? View { get; init; }
}

/// <summary>A part of a storage, in elements.</summary>
/// <param name="Offset">Where it starts, at least 0.</param>
/// <param name="Count">How many elements it has, at least 0.</param>
internal sealed record StorageView(long Offset, long Count);

/// <summary>How a tensor lies in its storage, in elements.</summary>
/// <param name="Offset">Where its first element is.</param>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="Strides">How far apart neighbours are along each dimension.</param>
internal sealed record TensorLayout(long Offset, long[] Shape, long[] Strides);
