namespace ResNetFlowers.Formats.PyTorch;

/// <summary>The only Python names that a checkpoint may mention, written <c>module.name</c>.</summary>
internal static class PickleGlobals
{
    public const string OrderedDict = "collections.OrderedDict";
    public const string Size = "torch.Size";
    public const string RebuildTensor = "torch._utils._rebuild_tensor_v2";
    public const string RebuildParameter = "torch._utils._rebuild_parameter";

    /// <summary>What PyTorch wrote before version 0.4 instead of the two above.</summary>
    public const string OldRebuildTensor = "torch._utils._rebuild_tensor";
    public const string OldParameter = "torch.nn.parameter.Parameter";

    private static readonly Dictionary<string, ElementType> Storages = new(StringComparer.Ordinal)
    {
        ["torch.FloatStorage"] = ElementType.Float32,
        ["torch.DoubleStorage"] = ElementType.Float64,
        ["torch.HalfStorage"] = ElementType.Float16,
        ["torch.BFloat16Storage"] = ElementType.BFloat16,
        ["torch.LongStorage"] = ElementType.Int64,
        ["torch.IntStorage"] = ElementType.Int32,
        ["torch.ShortStorage"] = ElementType.Int16,
        ["torch.CharStorage"] = ElementType.Int8,
        ["torch.ByteStorage"] = ElementType.UInt8,
        ["torch.BoolStorage"] = ElementType.Bool,
    };

    private static readonly Dictionary<ElementType, string> StorageNames = Storages.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The storage class that holds elements of a type.</summary>
    public static string StorageName(ElementType type) => StorageNames[type];

    /// <summary>Finds what a storage class holds.</summary>
    public static bool TryGetStorage(string name, out ElementType type) => Storages.TryGetValue(name, out type);

    /// <summary>Whether a checkpoint may mention a name.</summary>
    public static bool IsAllowed(string name) =>
        name is OrderedDict or Size or RebuildTensor or RebuildParameter or OldRebuildTensor or OldParameter || Storages.ContainsKey(name);
}
