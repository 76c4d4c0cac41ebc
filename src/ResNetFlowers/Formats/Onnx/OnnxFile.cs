using Google.Protobuf;

namespace ResNetFlowers.Formats.Onnx;

/// <summary>ONNX files (https://onnx.ai/onnx/repo-docs/IR.html).</summary>
internal static class OnnxFile
{
    // The version of the format that came with opset 17; every later reader knows it.
    private const long IrVersion = 8;

    /// <summary>Writes a file, whole or not at all. The same graph gives the same bytes.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="opset">Which version of ONNX's operators its nodes mean.</param>
    /// <param name="metadata">What the file says of itself.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, GraphProto graph, long opset, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            OpsetImport = { new OperatorSetIdProto { Version = opset } },
            ProducerName = "ResNetFlowers",
            ProducerVersion = typeof(OnnxFile).Assembly.GetName().Version?.ToString(3) ?? "",
            Graph = graph,
            MetadataProps = { metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }) },
        };
        AtomicFile.Write(path, model.WriteTo);
    }
}
