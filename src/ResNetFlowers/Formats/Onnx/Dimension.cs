namespace ResNetFlowers.Formats.Onnx;

/// <summary>One dimension of an input or output: a length, or the name of one that may differ from call to call.</summary>
internal readonly struct Dimension
{
    private Dimension(TensorShapeProto.Types.Dimension proto) => Proto = proto;

    /// <summary>As the file holds it.</summary>
    public TensorShapeProto.Types.Dimension Proto { get; }

    /// <summary>A fixed length.</summary>
    public static implicit operator Dimension(long length) => new(new TensorShapeProto.Types.Dimension { DimValue = length });

    /// <summary>The name of a length, such as <c>N</c>.</summary>
    public static implicit operator Dimension(string name) => new(new TensorShapeProto.Types.Dimension { DimParam = name });
}
