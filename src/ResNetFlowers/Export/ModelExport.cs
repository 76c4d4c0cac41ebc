using ResNetFlowers.Export.Onnx;
using ResNetFlowers.Export.Proof;
using ResNetFlowers.Formats.Onnx.Runtime;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Export;

/// <summary>Hands a trained network to other people's programs, and shows that they get the same out of it.</summary>
public static class ModelExport
{
    /// <summary>Writes the file, whole or not at all, and runs it on photos beside the network that it came from.</summary>
    /// <exception cref="InputException">An option, the checkpoint, the file or the photos cannot be used, or the runtime that is at hand
    /// cannot run the file, which then stays.</exception>
    public static ExportResult Run(ExportOptions options)
    {
        if (options.WithPreprocessing && options.To != ExportFormat.Onnx)
            throw new InputException("--with-preprocessing: only a graph can hold it; add --to onnx, or leave it out");
        string source = RunFolder.FindCheckpoint(options.Run, "RUN");
        using CheckpointFile file = CheckpointFile.Open(source);
        string path = ExportPath.Choose(source, options);
        ProofPictures pictures = ProofPictures.Choose(options.Data);

        // Found before anything is written: a library that is named wrongly should not be told of at the end.
        OrtApi? runtime = options.To == ExportFormat.Onnx ? OnnxRuntime.Find() : null;
        using ResNet model = file.BuildModel();
        switch (options.To)
        {
            case ExportFormat.Onnx: OnnxExport.Write(path, file.Checkpoint, model, options.WithPreprocessing); break;
            default: StateDictExport.Write(path, options.To, file.Checkpoint, model); break;
        }

        ExportProof? proof = null;
        if (options.To != ExportFormat.Onnx)
        {
            using var exported = new StateDictModel(path, file);
            proof = ExportProof.Run(model, file.Checkpoint, exported, pictures);
        }
        else if (runtime is not null)
        {
            proof = ProveGraph(runtime, path, model, file.Checkpoint, options.WithPreprocessing, pictures);
        }

        Checkpoint checkpoint = file.Checkpoint;
        return new ExportResult(path, checkpoint.Arch, checkpoint.Classes.Count, checkpoint.ImageSize, new FileInfo(path).Length, proof);
    }

    private static ExportProof ProveGraph(
        OrtApi runtime, string path, ResNet model, Checkpoint checkpoint, bool withPreprocessing, ProofPictures pictures)
    {
        try
        {
            using var exported = new OnnxModel(runtime, path, withPreprocessing);
            return ExportProof.Run(model, checkpoint, exported, pictures);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InputException(
                $"{path}: is written, but ONNX Runtime {runtime.LibraryVersion} cannot run it ({exception.Message}); " +
                $"name a newer one with {OnnxRuntime.Variable}",
                exception);
        }
    }
}
