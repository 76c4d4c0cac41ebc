using ResNetFlowers.Formats;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Weights;
using static TorchSharp.torch;

namespace ResNetFlowers.Export.Proof;

/// <summary>A file of weights, read back into a network of its own.</summary>
internal sealed class StateDictModel : IExportedModel
{
    private readonly ResNet _model;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The exported file.</param>
    /// <param name="checkpoint">What it was exported from: says which network to build.</param>
    /// <exception cref="InputException">The file is not what was written.</exception>
    public StateDictModel(string path, CheckpointFile checkpoint)
    {
        // Of its own: those of the other networks lie in the file, all in the same place.
        _model = checkpoint.BuildRawModel();
        try
        {
            // Nothing is left of the checkpoint, so that what comes out is the file's.
            foreach (Tensor tensor in _model.state_dict().Values) tensor.bytes.Clear();
            using WeightsFile file = WeightsFile.Open(path);
            file.Verify();
            StrictLoading.Load(path, checkpoint.Checkpoint.Arch, (DictValue)file.Root, _model, TensorCopy.Copy);
        }
        catch
        {
            _model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Runtime => "read back";

    /// <inheritdoc/>
    public float Tolerance => 0;

    /// <inheritdoc/>
    public float[] Logits(ProofBatch batch) => ExportProof.Logits(_model, batch);

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
