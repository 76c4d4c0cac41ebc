using ResNetFlowers.Data;
using ResNetFlowers.Data.Lists;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Data.Splitting;
using ResNetFlowers.Imaging;
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

    /// <summary>How many pixels a photo may have; one of more cannot be read.</summary>
    public long MaxPixels { get; init; } = PixelLimit.Default;
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
        PixelLimit.Require(options.MaxPixels);
        Device device = ComputeDevice.Find(options.Device);
        string path = RunFolder.FindCheckpoint(options.Checkpoint);
        return OutOfMemory.Explained(options.Device, () => Run(path, options, device, onStart, onProgress, onSkipped));
    }

    private static Evaluation Run(
        string path, EvalOptions options, Device device, Action<int>? onStart, Action<int>? onProgress, Action<string, string>? onSkipped)
    {
        using CheckpointFile file = CheckpointFile.Open(path);
        Checkpoint checkpoint = file.Checkpoint;
        ImageFolder photos = Find(options.Data);
        RequireClasses(photos, checkpoint.Classes, $"--data {options.Data}", path);
        ReadableNames names = ReadableNames.Read(options.Names, checkpoint.Classes, checkpoint.Names);
        using ResNet model = BuildModel(file, device, photos.Samples.Count, options.BatchSize);
        var loading = new LoaderOptions { BatchSize = options.BatchSize, MaxPixels = options.MaxPixels, OnSkipped = onSkipped };
        return Run(model, checkpoint, photos, loading, device, onStart, onProgress) with { Names = names };
    }

    /// <summary>The network of a checkpoint, as fast as it can be without learning, for so many photos.</summary>
    internal static ResNet BuildModel(CheckpointFile file, Device device, int photos, int batchSize)
    {
        ResNet model = file.BuildModel();
        model.FoldBatchNorms();
        model.to(device);
        FastestLayout.Use(model, photos, batchSize, file.Checkpoint.ImageSize, device);
        return model;
    }

    /// <summary>Evaluates every photo of a folder of the checkpoint's classes.</summary>
    internal static Evaluation Run(
        ResNet model, Checkpoint checkpoint, ImageFolder photos, LoaderOptions loading, Device device, Action<int>? onStart, Action<int>? onProgress,
        CancellationToken cancellation = default)
    {
        using var loader = new DataLoader(photos.Samples, checkpoint.ImageSize, checkpoint.Preprocessing.ToTransform(), checkpoint.Normalization, loading);
        onStart?.Invoke(loader.Count);
        return Evaluator.Run(model, loader.Batches(epoch: 0, cancellation), checkpoint.Classes, device, onProgress) with { Temperature = checkpoint.Temperature };
    }

    /// <summary>The photos that a person means, see <see cref="EvalOptions.Data"/>.</summary>
    /// <exception cref="InputException">There are none.</exception>
    internal static ImageFolder Find(string data)
    {
        if (string.IsNullOrWhiteSpace(data)) throw new InputException("--data: is empty; name a folder with one sub-folder of photos per class, or a list");
        return ListFile.IsList(data) ? ListSplit.ToEvaluate(data) : ImageFolder.Scan(data);
    }

    /// <summary>Makes sure that photos are of the classes that a checkpoint tells apart.</summary>
    /// <exception cref="InputException">They are of others; the message begins with <paramref name="where"/>.</exception>
    internal static void RequireClasses(ImageFolder photos, IReadOnlyList<string> classes, string where, string checkpoint)
    {
        if (photos.Classes.SequenceEqual(classes, StringComparer.Ordinal)) return;
        throw new InputException(
            $"{where}: its classes ({string.Join(", ", photos.Classes)}) are not those of {checkpoint} ({string.Join(", ", classes)}); give photos of the same classes");
    }
}
