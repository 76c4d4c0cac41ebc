using System.Runtime.InteropServices;
using ResNetFlowers.Formats.Onnx;

namespace ResNetFlowers.Tests.Export.Onnx;

/// <summary>Follows the shapes through a network's graph, for one image, by the rules of ONNX's operators.</summary>
internal sealed class GraphShapes
{
    private readonly Dictionary<string, long[]> _shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unused;

    /// <summary>Fails where a node takes what is not there yet, or what does not fit.</summary>
    public GraphShapes(GraphProto graph)
    {
        foreach (TensorProto constant in graph.Initializer)
        {
            int size = constant.DataType == (int)TensorProto.Types.DataType.Int64 ? 8 : 4;
            Assert.Equal(constant.Dims.Aggregate(1L, (product, length) => product * length) * size, constant.RawData.Length);
            if (size == 8) _numbers.Add(constant.Name, MemoryMarshal.Cast<byte, long>(constant.RawData.Span).ToArray());
            _shapes.Add(constant.Name, [.. constant.Dims]);
        }

        ValueInfoProto input = Assert.Single(graph.Input);
        _shapes.Add(input.Name, [.. input.Type.TensorType.Shape.Dim.Select(length => length.DimParam == "N" ? 1 : length.DimValue)]);
        _unused = [.. _shapes.Keys];
        foreach (NodeProto node in graph.Node)
        {
            long[][] inputs = [.. node.Input.Select(name => _shapes[name])];
            _unused.ExceptWith(node.Input);
            _shapes.Add(Assert.Single(node.Output), Of(node, inputs));
        }
    }

    /// <summary>Constants and inputs that no node takes.</summary>
    public IReadOnlyCollection<string> Unused => _unused;

    /// <summary>The shape of a value.</summary>
    public long[] this[string value] => _shapes[value];

    private long[] Of(NodeProto node, long[][] inputs) => node.OpType switch
    {
        "Conv" => Convolved(node, inputs),
        "MaxPool" => [inputs[0][0], inputs[0][1], .. Windows(node, inputs[0])],
        "Relu" => Assert.Single(inputs),
        "Add" => Same(inputs),
        "BatchNormalization" => Normalized(inputs),
        "Slice" => Sliced(node, inputs[0]),
        "Pad" => [.. inputs[0].Select((length, axis) => length + _numbers[node.Input[1]][axis] + _numbers[node.Input[1]][axis + 4])],
        "GlobalAveragePool" => [inputs[0][0], inputs[0][1], 1, 1],
        "Flatten" => [inputs[0][0], inputs[0][1..].Aggregate(1L, (product, length) => product * length)],
        "Gemm" => Multiplied(inputs),
        _ => throw new InvalidOperationException($"{node.Name}: {node.OpType}"),
    };

    private static long[] Convolved(NodeProto node, long[][] inputs)
    {
        long groups = node.Attribute.Single(attribute => attribute.Name == "group").I;
        Assert.Equal(inputs[0][1], inputs[1][1] * groups);
        Assert.Equal(Ints(node, "kernel_shape"), inputs[1][2..]);
        if (inputs.Length > 2) Assert.Equal([inputs[1][0]], inputs[2]);
        return [inputs[0][0], inputs[1][0], .. Windows(node, inputs[0])];
    }

    private static IEnumerable<long> Windows(NodeProto node, long[] input) => Enumerable.Range(0, 2).Select(axis =>
    {
        long padded = input[2 + axis] + Ints(node, "pads")[axis] + Ints(node, "pads")[axis + 2];
        return (padded - Ints(node, "dilations")[axis] * (Ints(node, "kernel_shape")[axis] - 1) - 1) / Ints(node, "strides")[axis] + 1;
    });

    // Whole dimensions, by steps.
    private long[] Sliced(NodeProto node, long[] input)
    {
        long[] lengths = [.. input];
        foreach ((int i, long axis) in _numbers[node.Input[3]].Index())
        {
            Assert.Equal((0, long.MaxValue), (_numbers[node.Input[1]][i], _numbers[node.Input[2]][i]));
            long step = _numbers[node.Input[4]][i];
            lengths[axis] = (lengths[axis] + step - 1) / step;
        }

        return lengths;
    }

    private static long[] Same(long[][] inputs)
    {
        Assert.Equal(inputs[0], inputs[1]);
        return inputs[0];
    }

    private static long[] Normalized(long[][] inputs)
    {
        Assert.All(inputs[1..], channels => Assert.Equal([inputs[0][1]], channels));
        return inputs[0];
    }

    // The second matrix is given transposed.
    private static long[] Multiplied(long[][] inputs)
    {
        Assert.Equal(inputs[0][1], inputs[1][1]);
        Assert.Equal([inputs[1][0]], inputs[2]);
        return [inputs[0][0], inputs[1][0]];
    }

    private static long[] Ints(NodeProto node, string name) => [.. node.Attribute.Single(attribute => attribute.Name == name).Ints];
}
