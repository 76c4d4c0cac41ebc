using System.Runtime.InteropServices;
using Google.Protobuf;
using static ResNetFlowers.Formats.Onnx.TensorProto.Types;

namespace ResNetFlowers.Formats.Onnx;

/// <summary>
/// Writes a graph node by node, each behind those whose results it takes. A node has one result, which bears the node's name.
/// </summary>
/// <param name="name">The graph's name.</param>
internal sealed class GraphBuilder(string name)
{
    /// <summary>What is written so far.</summary>
    public GraphProto Graph { get; } = new() { Name = name };

    /// <summary>Declares an input of the graph.</summary>
    /// <param name="name">What callers call it.</param>
    /// <param name="type">What its elements are.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string Input(string name, DataType type, params ReadOnlySpan<Dimension> shape)
    {
        Graph.Input.Add(Describe(name, type, shape));
        return name;
    }

    /// <summary>Declares an output of the graph.</summary>
    /// <param name="name">What callers call it: the name of the node that computes it.</param>
    /// <param name="type">What its elements are.</param>
    /// <param name="shape">The length of each dimension.</param>
    public void Output(string name, DataType type, params ReadOnlySpan<Dimension> shape) => Graph.Output.Add(Describe(name, type, shape));

    /// <summary>Adds a node.</summary>
    /// <param name="operation">The operator, <c>Conv</c> say.</param>
    /// <param name="name">The name of the node and of its result.</param>
    /// <param name="inputs">Names of what it takes; the empty name leaves an optional input out.</param>
    /// <param name="attributes">What else the operator is told.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string Node(string operation, string name, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = name, Input = { inputs }, Output = { name }, Attribute = { attributes } };
        Graph.Node.Add(node);
        return name;
    }

    /// <summary>Adds a constant of single-precision numbers; they are copied.</summary>
    /// <param name="name">What nodes call it.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(name, DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a constant list of whole numbers.</summary>
    /// <param name="name">What nodes call it.</param>
    /// <param name="values">The numbers.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string Constant(string name, params ReadOnlySpan<long> values) =>
        Constant(name, DataType.Int64, MemoryMarshal.AsBytes(values), values.Length);

    private string Constant(string name, DataType type, ReadOnlySpan<byte> bytes, params ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, Dims = { shape.ToArray() }, RawData = ByteString.CopyFrom(bytes) };
        Graph.Initializer.Add(tensor);
        return name;
    }

    private static ValueInfoProto Describe(string name, DataType type, ReadOnlySpan<Dimension> shape)
    {
        var lengths = new TensorShapeProto();
        foreach (Dimension dimension in shape) lengths.Dim.Add(dimension.Proto);
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = lengths };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
