namespace ResNetFlowers.Formats.PyTorch;

/// <summary>What the few functions that a checkpoint may name do with their arguments.</summary>
/// <exception cref="InvalidDataException">Thrown by all members: the arguments are not what PyTorch writes.</exception>
internal static class TensorRebuilder
{
    /// <summary>The storage of a persistent id: <c>("storage", class, key, location, element count)</c>.</summary>
    public static StorageReference Storage(TupleValue id)
    {
        if (id.Items is [StringValue { Value: "storage" }, GlobalReference type, StringValue key, StringValue, IntegerValue { Value: >= 0 } count]
            && PickleGlobals.TryGetStorage(type.Name, out ElementType elementType))
        {
            return new StorageReference(elementType, key.Value, count.Value);
        }

        throw new InvalidDataException("it refers to something that is not a tensor's storage");
    }

    /// <summary>Calls a function, as the pickle's REDUCE asks.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="loadTensor">Gives the tensor of a layout in a storage.</param>
    public static CheckpointValue Call(
        string function, IReadOnlyList<CheckpointValue> arguments, Func<StorageReference, TensorLayout, TensorData> loadTensor) =>
        (function, arguments) switch
        {
            (PickleGlobals.OrderedDict, []) => new DictValue(),
            (PickleGlobals.Size, [TupleValue size]) => size,

            // Parameter data, requires_grad, backward hooks: the last two say nothing about the value.
            (PickleGlobals.RebuildParameter, [TensorData data, _, _]) => data,

            // Storage, offset, size, stride, requires_grad, backward hooks; newer versions add metadata.
            (PickleGlobals.RebuildTensor, [StorageReference storage, IntegerValue offset, TupleValue size, TupleValue stride, _, _, ..]) =>
                loadTensor(storage, new TensorLayout(offset.Value, Integers(size), Integers(stride))),
            _ => throw new InvalidDataException($"it calls {function} with other arguments than PyTorch does"),
        };

    private static long[] Integers(TupleValue tuple) => [.. tuple.Items.Select(item =>
        (item as IntegerValue)?.Value ?? throw new InvalidDataException("the shape of a tensor in it is not of whole numbers"))];
}
