using ResNetFlowers.Data;
using ResNetFlowers.Data.Lists;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Data.Splitting;
using ResNetFlowers.Models;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Inference;

/// <summary>What to evaluate, and on what.</summary>
public sealed record EvalOptions
{
    /// <summary>A checkpoint file or a run's folder; null takes the newest run.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>
    /// A folder with one sub-folder of photos per class; or a list of <c>path,label</c> (.csv, .jsonl, .ndjson), of which a column
    /// <c>split</c> leaves those that are val, or test where none is.
    /// </summary>
    public string Data { get; init; } = "data/val";

    /// <summary>A JSON file of readable names, see <see cref="ReadableNames"/>; null takes the checkpoint's.</summary>
    public string? Names { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Photos looked at together, at least 1.</summary>
    public int BatchSize { get; init; } = 16;
}

/// <summary>Measures a checkpoint on labelled photos.</summary>
public static class CheckpointEvaluation
{
    /// <summary>Evaluates every photo of a folder.</summary>
    /// <param name="options">What to evaluate.</param>
    /// <param name="onStart">Told how many photos there are.</param>
    /// <param name="onProgress">Told how many photos are done since the last call.</param>
    /// <param name="onSkipped">Told of photos that cannot be read, with the reason.</param>
    /// <exception cref="InputException">Checkpoint or folder cannot be used, or the folder's classes are not the checkpoint's.</exception>
    public static Evaluation Run(EvalOptions options, Action<int>? onStart = null, Action<int>? onProgress = null, Action<string, string>? onSkipped = null)
    {
        string path = RunFolder.FindCheckpoint(options.Checkpoint);
        using CheckpointFile file = CheckpointFile.Open(path);
        ImageFolder photos = Find(options.Data);
        RequireClasses(photos, file.Checkpoint.Classes, $"--data {options.Data}", path);
        onStart?.Invoke(photos.Samples.Count);
        return Run(file, photos, options, onProgress, onSkipped);
    }

    /// <summary>Evaluates photos of a checkpoint's classes.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="options">How; neither checkpoint nor data are looked at.</param>
    /// <param name="onProgress">Told how many photos are done since the last call.</param>
    /// <param name="onSkipped">Told of photos that cannot be read, with the reason.</param>
    internal static Evaluation Run(
        CheckpointFile file, ImageFolder photos, EvalOptions options, Action<int>? onProgress, Action<string, string>? onSkipped)
    {
        Device device = ComputeDevice.Find(options.Device);
        Checkpoint checkpoint = file.Checkpoint;
        ReadableNames names = ReadableNames.Read(options.Names, checkpoint.Classes, checkpoint.Names);
        using ResNet model = file.BuildModel();
        model.FoldBatchNorms();
        model.to(device);
        using var loader = new DataLoader(
            photos.Samples, checkpoint.ImageSize, checkpoint.Preprocessing.ToTransform(), checkpoint.Normalization,
            new LoaderOptions { BatchSize = options.BatchSize, OnSkipped = onSkipped });
        Evaluation result = Evaluator.Run(model, loader.Batches(epoch: 0), checkpoint.Classes, device, onProgress);
        return result with { Names = names, Temperature = checkpoint.Temperature };
    }

    /// <summary>The photos that a person means, see <see cref="EvalOptions.Data"/>.</summary>
    /// <exception cref="InputException">There are none.</exception>
    internal static ImageFolder Find(string data) => ListFile.IsList(data) ? ListSplit.ToEvaluate(data) : ImageFolder.Scan(data);

    /// <exception cref="InputException">The photos are of other classes; the message begins with <paramref name="where"/>.</exception>
    internal static void RequireClasses(ImageFolder photos, IReadOnlyList<string> classes, string where, string checkpoint)
    {
        if (photos.Classes.SequenceEqual(classes, StringComparer.Ordinal)) return;
        throw new InputException(
            $"{where}: its classes ({string.Join(", ", photos.Classes)}) are not those of {checkpoint} ({string.Join(", ", classes)}); give photos of the same classes");
    }
}
