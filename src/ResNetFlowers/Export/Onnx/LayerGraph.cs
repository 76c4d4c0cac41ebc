using ResNetFlowers.Formats.Onnx;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp.Modules;
using static ResNetFlowers.Formats.Onnx.NodeAttribute;

namespace ResNetFlowers.Export.Onnx;

/// <summary>Layers as nodes, for evaluation: PyTorch's layers in ONNX's words, weights under the keys of the state dict.</summary>
internal sealed class LayerGraph(GraphBuilder graph)
{
    /// <summary><c>[N, in, H, W]</c> → <c>[N, out, H', W']</c>, the norm behind it folded in.</summary>
    public string Convolution(string name, Conv2d layer, BatchNorm2d? norm, string input)
    {
        using var lent = new TensorExport();
        ReadOnlySpan<float> weight = lent.Add(layer.weight).AsFloats();
        ReadOnlySpan<float> bias = layer.bias is null ? default : lent.Add(layer.bias).AsFloats();
        long[] shape = layer.weight.shape;
        List<string> inputs = [input];
        if (norm is null)
        {
            inputs.Add(graph.Constant($"{name}.weight", weight, shape));
            if (layer.bias is not null) inputs.Add(graph.Constant($"{name}.bias", bias, shape[0]));
        }
        else
        {
            (float[] foldedWeight, float[] foldedBias) = NormScale.Of(norm).Fold(weight, bias);
            inputs.Add(graph.Constant($"{name}.weight", foldedWeight, shape));
            inputs.Add(graph.Constant($"{name}.bias", foldedBias, shape[0]));
        }

        return graph.Node(
            "Conv", name, inputs, Ints("kernel_shape", layer.kernel_size), Ints("strides", layer.stride),
            Ints("pads", BothEnds(layer.padding!)), Ints("dilations", layer.dilation), Int("group", layer.groups));
    }

    /// <summary><c>[N, C, H, W]</c> → the same, for a norm that has no convolution before it.</summary>
    public string Norm(string name, BatchNorm2d layer, string input)
    {
        using var lent = new TensorExport();
        return graph.Node(
            "BatchNormalization", name,
            [
                input,
                graph.Constant($"{name}.weight", lent.Add(layer.weight!).AsFloats(), layer.num_features),
                graph.Constant($"{name}.bias", lent.Add(layer.bias!).AsFloats(), layer.num_features),
                graph.Constant($"{name}.running_mean", lent.Add(layer.running_mean!).AsFloats(), layer.num_features),
                graph.Constant($"{name}.running_var", lent.Add(layer.running_var!).AsFloats(), layer.num_features),
            ],
            Float("epsilon", (float)layer.eps));
    }

    /// <summary><c>[N, C, H, W]</c> → every stride-th row and column.</summary>
    public string Subsample(string name, int stride, string input) => graph.Node(
        "Slice", name,
        [
            input, graph.Constant($"{name}.starts", 0, 0), graph.Constant($"{name}.ends", long.MaxValue, long.MaxValue),
            graph.Constant($"{name}.axes", 2, 3), graph.Constant($"{name}.steps", stride, stride),
        ]);

    /// <summary><c>[N, C, H, W]</c> → the same with channels of zeros behind.</summary>
    public string PadChannels(string name, int channels, string input) =>
        graph.Node("Pad", name, [input, graph.Constant($"{name}.pads", 0, 0, 0, 0, 0, channels, 0, 0)]);

    /// <summary><c>[N, C, H, W]</c> → the same.</summary>
    public string Relu(string name, string input) => graph.Node("Relu", name, [input]);

    /// <summary>Two of <c>[N, C, H, W]</c> → their sum.</summary>
    public string Add(string name, string left, string right) => graph.Node("Add", name, [left, right]);

    /// <summary><c>[N, C, H, W]</c> → <c>[N, C, H', W']</c>.</summary>
    public string MaxPool(string name, MaxPool2d layer, string input) => graph.Node(
        "MaxPool", name, [input], Ints("kernel_shape", layer.kernel_size), Ints("strides", layer.stride),
        Ints("pads", BothEnds(layer.padding!)), Ints("dilations", layer.dilation), Int("ceil_mode", layer.ceil_mode ? 1 : 0));

    /// <summary><c>[N, C, H, W]</c> → <c>[N, C]</c>.</summary>
    public string AveragePool(string name, string input) =>
        graph.Node("Flatten", $"{name}.flatten", [graph.Node("GlobalAveragePool", name, [input])], Int("axis", 1));

    /// <summary><c>[N, in]</c> → <c>[N, out]</c>.</summary>
    /// <param name="name">The layer's name in the state dict.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="output">The name of the result.</param>
    public string Linear(string name, Linear layer, string input, string output)
    {
        using var lent = new TensorExport();
        List<string> inputs = [input, graph.Constant($"{name}.weight", lent.Add(layer.weight).AsFloats(), layer.weight.shape)];
        if (layer.bias is not null) inputs.Add(graph.Constant($"{name}.bias", lent.Add(layer.bias).AsFloats(), layer.bias.shape));
        return graph.Node("Gemm", output, inputs, Int("transB", 1));
    }

    // ONNX pads the beginning and the end of each dimension apart: top, left, bottom, right.
    private static IEnumerable<long> BothEnds(long[] padding) => [.. padding, .. padding];
}
