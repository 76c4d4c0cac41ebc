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
        using var model = new ResNet(ResNetVariant.Named(arch), Classes);
        GraphProto graph = Build(model, out string logits);
        var shapes = new GraphShapes(graph);
        Assert.Equal([1, Classes], shapes[logits]);
        Assert.Empty(shapes.Unused);

        // A batch norm that is folded in leaves a bias in the place of its four lists; what is learned is there, or folded.
        int convolutions = model.modules().OfType<Conv2d>().Count();
        Assert.Equal(convolutions, graph.Node.Count(node => node.OpType == "Conv"));
        HashSet<string> constants = [.. graph.Initializer.Select(constant => constant.Name)];
        Assert.Equal(graph.Initializer.Count, constants.Count);
        Assert.All(
            model.named_parameters().Where(entry => entry.parameter.ndim > 1), entry =>
            {
                TensorProto constant = graph.Initializer.Single(each => each.Name == entry.name);
                Assert.Equal(entry.parameter.shape, constant.Dims);
            });
        Assert.Equal(graph.Node.Count, graph.Node.Select(node => node.Name).Distinct(StringComparer.Ordinal).Count());
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
            graph.Node.Where(node => node.Name.StartsWith("layer2.", StringComparison.Ordinal))
                .Select(node => $"{node.OpType} {node.Name} ({string.Join(", ", node.Input.Where(name => !name.EndsWith("weight", StringComparison.Ordinal) && !name.EndsWith("bias", StringComparison.Ordinal)))})"));
    }

    private static GraphProto Build(ResNet model, out string logits)
    {
        var graph = new GraphBuilder(model.Variant.Name);
        string images = graph.Input("images", DataType.Float, "N", model.InChannels, 64, 64);
        logits = new ResNetGraph(graph).Add(model, images, "logits");
        return graph.Graph;
    }
}
