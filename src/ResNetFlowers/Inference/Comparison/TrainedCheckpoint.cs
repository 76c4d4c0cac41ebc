using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Models;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using static TorchSharp.torch;

namespace ResNetFlowers.Inference.Comparison;

/// <summary>An open checkpoint with what it was trained with.</summary>
internal sealed class TrainedCheckpoint : IDisposable
{
    private readonly CheckpointFile _file;

    private TrainedCheckpoint(string path, CheckpointFile file)
    {
        Path = path;
        _file = file;
        TrainingState state = file.State;
        Fingerprint = state.Data;
        Options = OptionsFile.Apply(new TrainOptions(), OptionsFile.Read(state.Options, path), path);
    }

    /// <summary>The file's place.</summary>
    public string Path { get; }

    /// <summary>What it says of its weights.</summary>
    public Checkpoint Checkpoint => _file.Checkpoint;

    /// <summary>Says which photos it learned from and was checked with, see <see cref="DataFingerprint"/>.</summary>
    public string Fingerprint { get; }

    /// <summary>What it was trained with, those of machine and place left out.</summary>
    public TrainOptions Options { get; }

    /// <param name="fileOrRun">A checkpoint file or a run's folder.</param>
    /// <param name="argument">Where a person named it.</param>
    /// <exception cref="InputException">It is none, or does not say what it was trained with.</exception>
    public static TrainedCheckpoint Open(string fileOrRun, string argument)
    {
        string path = RunFolder.FindCheckpoint(fileOrRun, argument);
        CheckpointFile file = CheckpointFile.Open(path);
        try
        {
            return new TrainedCheckpoint(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes sure that it tells the classes of a folder apart.</summary>
    /// <exception cref="InputException">It tells others apart.</exception>
    public void RequireClasses(ImageFolder photos) => CheckpointEvaluation.RequireClasses(photos, Checkpoint.Classes, photos.Root, Path);

    /// <summary>What it makes of photos of its classes.</summary>
    public Evaluation Evaluate(ImageFolder photos, LoaderOptions loading, Device device, Action<int>? onProgress)
    {
        using ResNet model = CheckpointEvaluation.BuildModel(_file, device, photos.Samples.Count, loading.BatchSize);
        Evaluation result = CheckpointEvaluation.Run(model, Checkpoint, photos, loading, device, onStart: null, onProgress);
        return result with { Names = ReadableNames.Read(path: null, Checkpoint.Classes, Checkpoint.Names) };
    }

    public void Dispose() => _file.Dispose();
}
