using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Metrics;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using static TorchSharp.torch;

namespace ResNetFlowers.Inference.Comparison;

/// <summary>A checkpoint that is compared.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Checkpoint">What it says of its weights.</param>
/// <param name="Evaluation">What it makes of the photos.</param>
public sealed record ComparedCheckpoint(string Path, Checkpoint Checkpoint, Evaluation Evaluation);

/// <summary>An option that two runs differ in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="First">Its value in the first run; null for none.</param>
/// <param name="Second">Its value in the second.</param>
public sealed record OptionDifference(string Name, string? First, string? Second);

/// <summary>Two checkpoints side by side, on the same photos.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
/// <param name="Options">What they were trained with, where that differs.</param>
/// <param name="Test">Whether the difference is more than chance.</param>
public sealed record CheckpointComparison(
    ComparedCheckpoint First, ComparedCheckpoint Second, IReadOnlyList<OptionDifference> Options, McNemarResult Test)
{
    /// <summary>A difference that equally good networks show less often than this is called real.</summary>
    public const double Significance = 0.05;

    private const int BatchSize = 16;

    /// <summary>Whether the difference is more than chance.</summary>
    public bool IsReal => Test.PValue < Significance;

    /// <summary>Evaluates both on the same photos.</summary>
    /// <param name="options">What to compare.</param>
    /// <param name="onStart">Told how many photos will be looked at, those of both together.</param>
    /// <param name="onProgress">Told how many are done since the last call.</param>
    /// <param name="onSkipped">Told of photos that cannot be read, with the reason.</param>
    /// <exception cref="InputException">A checkpoint or the photos cannot be used, or the two were not checked with the same photos.</exception>
    public static CheckpointComparison Run(
        CompareOptions options, Action<int>? onStart = null, Action<int>? onProgress = null, Action<string, string>? onSkipped = null) =>
        OutOfMemory.Explained(options.Device, () => Compare(options, onStart, onProgress, onSkipped));

    private static CheckpointComparison Compare(CompareOptions options, Action<int>? onStart, Action<int>? onProgress, Action<string, string>? onSkipped)
    {
        PixelLimit.Require(options.MaxPixels);
        Device device = ComputeDevice.Find(options.Device);
        using TrainedCheckpoint first = TrainedCheckpoint.Open(options.First, "A");
        using TrainedCheckpoint second = TrainedCheckpoint.Open(options.Second, "B");
        ImageFolder photos = options.Data is { } data ? CheckpointEvaluation.Find(data) : SharedPhotos.Of(first, second);
        first.RequireClasses(photos);
        second.RequireClasses(photos);
        onStart?.Invoke(2 * photos.Samples.Count);
        var loading = new LoaderOptions { BatchSize = BatchSize, MaxPixels = options.MaxPixels, OnSkipped = onSkipped };
        Evaluation one = first.Evaluate(photos, loading, device, onProgress);
        Evaluation other = second.Evaluate(photos, loading with { OnSkipped = null }, device, onProgress);
        if (!one.Samples.SequenceEqual(other.Samples)) throw new InputException($"{photos.Root}: changed meanwhile; leave the photos alone and compare again");
        return new CheckpointComparison(
            new ComparedCheckpoint(first.Path, first.Checkpoint, one),
            new ComparedCheckpoint(second.Path, second.Checkpoint, other),
            Differences(first.Options, second.Options),
            McNemar.Test(Hits(one.Logits), Hits(other.Logits)));
    }

    private static IReadOnlyList<bool> Hits(LabelledLogits logits) => [.. Enumerable.Range(0, logits.Count).Select(logits.IsHit)];

    private static IReadOnlyList<OptionDifference> Differences(TrainOptions first, TrainOptions second) =>
    [
        .. OptionTable.All.Select(option => new OptionDifference(option.Name, option.Text(first), option.Text(second))).Where(each => each.First != each.Second),
    ];
}
