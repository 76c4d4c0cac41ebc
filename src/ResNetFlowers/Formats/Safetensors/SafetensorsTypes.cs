namespace ResNetFlowers.Formats.Safetensors;

/// <summary>The names of element types in a safetensors file.</summary>
internal static class SafetensorsTypes
{
    // In the order of the reference implementation's enumeration Dtype (increasing alignment), by which it sorts tensors.
    private static readonly (string Name, ElementType Type)[] Known =
    [
        ("BOOL", ElementType.Bool),
        ("U8", ElementType.UInt8),
        ("I8", ElementType.Int8),
        ("I16", ElementType.Int16),
        ("F16", ElementType.Float16),
        ("BF16", ElementType.BFloat16),
        ("I32", ElementType.Int32),
        ("F32", ElementType.Float32),
        ("F64", ElementType.Float64),
        ("I64", ElementType.Int64),
    ];

    /// <summary>The name of a type.</summary>
    public static string Name(ElementType type) => Known[Rank(type)].Name;

    /// <summary>The place of a type among all, by which a writer sorts, highest first.</summary>
    public static int Rank(ElementType type) => Array.FindIndex(Known, known => known.Type == type);

    /// <summary>The type of a name, or null where it is none of ours (the 8-bit floats, complex and unsigned numbers).</summary>
    public static ElementType? Find(string name)
    {
        int index = Array.FindIndex(Known, known => known.Name == name);
        return index < 0 ? null : Known[index].Type;
    }
}
