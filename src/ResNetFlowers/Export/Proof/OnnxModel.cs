using ResNetFlowers.Export.Onnx;
using ResNetFlowers.Formats.Onnx.Runtime;
using ResNetFlowers.Imaging;
using static ResNetFlowers.Formats.Onnx.TensorProto.Types;

namespace ResNetFlowers.Export.Proof;

/// <summary>An ONNX file in ONNX Runtime.</summary>
/// <param name="api">The library.</param>
/// <param name="path">The file.</param>
/// <param name="withPreprocessing">Whether the graph takes pictures as decoded.</param>
internal sealed class OnnxModel(OrtApi api, string path, bool withPreprocessing) : IExportedModel
{
    private const float Rounding = 1e-4f;

    // Resizing gives 8-bit samples. Where a runtime's sum rounds the other way, a sample is off by one of 255 levels: of noise, 1 % of them
    // in ONNX Runtime 1.30.
    private const float RoundingOfSamples = 1e-2f;

    private readonly OrtSession _session = new(api, path);

    /// <inheritdoc/>
    public string Runtime => $"ONNX Runtime {api.LibraryVersion}";

    /// <inheritdoc/>
    public float Tolerance => withPreprocessing ? RoundingOfSamples : Rounding;

    /// <inheritdoc/>
    /// <exception cref="OnnxRuntimeException">The runtime cannot do it.</exception>
    public float[] Logits(ProofBatch batch)
    {
        // As decoded, each picture has a size of its own.
        if (withPreprocessing) return [.. batch.Pictures.SelectMany(Logits)];
        long[] shape = [batch.Pictures.Count, batch.Channels, batch.ImageSize, batch.ImageSize];
        return _session.Run<float>(OnnxExport.Images, batch.Pixels, DataType.Float, shape, OnnxExport.Logits);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private float[] Logits(RgbImage picture) =>
        _session.Run<byte>(OnnxExport.Images, picture.Pixels, DataType.Uint8, [1, picture.Height, picture.Width, 3], OnnxExport.Logits);
}
