using ResNetFlowers.Capabilities;
using ResNetFlowers.Export.Onnx;
using ResNetFlowers.Formats.Onnx;
using ResNetFlowers.Models;
using TorchSharp.Modules;
using static ResNetFlowers.Formats.Onnx.TensorProto.Types;

namespace ResNetFlowers.Tests.Export.Onnx;

[Collection(Alone.Name)]
public class ResNetGraphTests
{
    private const int Classes = 7;

    public static TheoryData<string> Variants => [.. ResNetVariant.All.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public void EveryNetworkFitsTogether(string arch)
    {
        // Which numbers the weights are is of no interest here, and drawing them takes most of the time.
        using IDisposable quick = TorchCapabilities.WithoutInitialization();
        using var model = new ResNet(ResNetVariant.Named(arch), Classes);
        GraphProto graph = Build(model, out string logits);
        var shapes = new GraphShapes(graph);
        Assert.Equal([1, Classes], shapes[logits]);
        Assert.Empty(shapes.Unused);

        // Every convolution and the head are there by their names in the state dict.
        Assert.Equal(model.modules().OfType<Conv2d>().Count(), graph.Node.Count(node => node.OpType == "Conv"));
        Assert.All(
            model.named_parameters().Where(entry => entry.parameter.ndim > 1), entry =>
                Assert.Equal(entry.parameter.shape, Assert.Single(graph.Initializer, constant => constant.Name == entry.name).Dims));
    }

    [Fact]
    public void ABasicBlockReadsAsThePaperDrawsIt()
    {
        using var model = new ResNet(ResNetVariant.Named("resnet18"), Classes);
        GraphProto graph = Build(model, out _);
        Assert.Equal(
            [
                "Conv layer2.0.conv1 (layer1.1.relu)", "Relu layer2.0.relu1 (layer2.0.conv1)", "Conv layer2.0.conv2 (layer2.0.relu1)",
                "Conv layer2.0.downsample.0 (layer1.1.relu)", "Add layer2.0.add (layer2.0.conv2, layer2.0.downsample.0)", "Relu layer2.0.relu (layer2.0.add)",
                "Conv layer2.1.conv1 (layer2.0.relu)", "Relu layer2.1.relu1 (layer2.1.conv1)", "Conv layer2.1.conv2 (layer2.1.relu1)",
                "Add layer2.1.add (layer2.1.conv2, layer2.0.relu)", "Relu layer2.1.relu (layer2.1.add)",
            ],
            Described(graph, "layer2."));
    }

    [Fact]
    public void APreActivationBlockDoesToo()
    {
        using var model = new ResNet(ResNetVariant.Named("preact-resnet18"), Classes);
        GraphProto graph = Build(model, out _);
        Assert.Equal(
            [
                "BatchNormalization layer2.0.bn1 (layer1.1.add)", "Relu layer2.0.relu (layer2.0.bn1)", "Conv layer2.0.conv1 (layer2.0.relu)",
                "Relu layer2.0.relu1 (layer2.0.conv1)", "Conv layer2.0.conv2 (layer2.0.relu1)", "Conv layer2.0.downsample.0 (layer2.0.relu)",
                "Add layer2.0.add (layer2.0.conv2, layer2.0.downsample.0)",
                "BatchNormalization layer2.1.bn1 (layer2.0.add)", "Relu layer2.1.relu (layer2.1.bn1)", "Conv layer2.1.conv1 (layer2.1.relu)",
                "Relu layer2.1.relu1 (layer2.1.conv1)", "Conv layer2.1.conv2 (layer2.1.relu1)", "Add layer2.1.add (layer2.1.conv2, layer2.0.add)",
            ],
            Described(graph, "layer2."));
    }

    /// <summary>Each node as a line: operator, name, and which results of other nodes it takes.</summary>
    private static IEnumerable<string> Described(GraphProto graph, string prefix)
    {
        HashSet<string> constants = [.. graph.Initializer.Select(constant => constant.Name)];
        return graph.Node.Where(node => node.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(node => $"{node.OpType} {node.Name} ({string.Join(", ", node.Input.Except(constants))})");
    }

    private static GraphProto Build(ResNet model, out string logits)
    {
        var graph = new GraphBuilder(model.Variant.Name);
        string images = graph.Input("images", DataType.Float, "N", model.InChannels, 64, 64);
        logits = new ResNetGraph(graph).Add(model, images, "logits");
        return graph.Graph;
    }
}
