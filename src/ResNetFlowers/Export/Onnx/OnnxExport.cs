using ResNetFlowers.Formats.Onnx;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using static ResNetFlowers.Formats.Onnx.TensorProto.Types;

namespace ResNetFlowers.Export.Onnx;

/// <summary>Writes a network as an ONNX file.</summary>
internal static class OnnxExport
{
    /// <summary>The name of the graph's input.</summary>
    public const string Images = "images";

    /// <summary>The name of the graph's output.</summary>
    public const string Logits = "logits";

    // Resize knows antialiasing from 18 on; what has no need of it stays readable for older runtimes.
    private const long Opset = 17;
    private const long OpsetWithPreprocessing = 18;

    /// <summary>
    /// Writes the file: <c>images</c> float <c>[N, C, S, S]</c> normalised, or with preprocessing uint8 <c>[N, H, W, 3]</c> as decoded,
    /// to <c>logits</c> float <c>[N, num_classes]</c>. N, H and W may differ from call to call.
    /// </summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, Checkpoint checkpoint, ResNet model, bool withPreprocessing)
    {
        var graph = new GraphBuilder(checkpoint.Arch);
        string images;
        if (withPreprocessing)
        {
            string pictures = graph.Input(Images, DataType.Uint8, "N", "H", "W", 3);
            images = new PreprocessingGraph(graph).Add(checkpoint.Preprocessing.ToTransform().Steps, checkpoint.Normalization, pictures);
        }
        else
        {
            int size = checkpoint.ImageSize;
            images = graph.Input(Images, DataType.Float, "N", checkpoint.Normalization.Channels, size, size);
        }

        string logits = new ResNetGraph(graph).Add(model, images, Logits);
        graph.Output(logits, DataType.Float, "N", model.NumClasses);
        OnnxFile.Write(path, graph.Graph, withPreprocessing ? OpsetWithPreprocessing : Opset,
            [.. ModelCard.Of(checkpoint), new("preprocessing", withPreprocessing ? "graph" : "caller")]);
    }
}
