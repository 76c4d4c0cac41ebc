namespace ResNetFlowers.Formats.PyTorch;

/// <summary>What the few functions that a checkpoint may name do with their arguments.</summary>
/// <exception cref="InvalidDataException">Thrown by all members: the arguments are not what PyTorch writes.</exception>
internal static class TensorRebuilder
{
    /// <summary>
    /// The storage of a persistent id: <c>("storage", class, key, location, element count)</c>, and in the older format a sixth, None or
    /// the part of it that is meant: <c>(key of the part, offset, element count)</c>.
    /// </summary>
    public static StorageReference Storage(TupleValue id)
    {
        if (id.Items is not [StringValue { Value: "storage" }, GlobalReference type, StringValue key, StringValue, IntegerValue count, ..]
            || count.Value < 0
            || !PickleGlobals.TryGetStorage(type.Name, out ElementType elementType))
        {
            throw new InvalidDataException("it refers to something that is not a tensor's storage");
        }

        return new StorageReference(elementType, key.Value, count.Value) { View = id.Items.Count > 5 ? View(id.Items[5]) : null };
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

            // The same before PyTorch 0.4; the rest came as attributes.
            (PickleGlobals.OldParameter, [TensorData data, ..]) => data,
            (PickleGlobals.OldRebuildTensor, [StorageReference storage, IntegerValue offset, TupleValue size, TupleValue stride]) =>
                loadTensor(storage, new TensorLayout(offset.Value, Integers(size), Integers(stride))),

            // Storage, offset, size, stride, requires_grad, backward hooks; newer versions add metadata.
            (PickleGlobals.RebuildTensor, [StorageReference storage, IntegerValue offset, TupleValue size, TupleValue stride, _, _, ..]) =>
                loadTensor(storage, new TensorLayout(offset.Value, Integers(size), Integers(stride))),
            _ => throw new InvalidDataException($"it calls {function} with other arguments than PyTorch does"),
        };

    private static StorageView? View(CheckpointValue view) => view switch
    {
        NoneValue => null,
        TupleValue { Items: [StringValue, IntegerValue { Value: >= 0 } offset, IntegerValue { Value: >= 0 } count] } =>
            new StorageView(offset.Value, count.Value),
        _ => throw new InvalidDataException("it refers to a part of a storage that makes no sense"),
    };

    private static long[] Integers(TupleValue tuple) => [.. tuple.Items.Select(item =>
        (item as IntegerValue)?.Value ?? throw new InvalidDataException("the shape of a tensor in it is not of whole numbers"))];
}
