using System.Text.Json.Serialization;
using ResNetFlowers.Metrics;
using ResNetFlowers.Training.Timing;

namespace ResNetFlowers.Training.Runs;

/// <summary>What one epoch brought; a line of <c>results.csv</c>.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Lr">The learning rate it was trained with.</param>
/// <param name="TrainLoss">Mean cross entropy over the training photos as they were augmented.</param>
/// <param name="TrainAccuracy">Share of them classified right while training, in [0, 1].</param>
/// <param name="ValLoss">Mean cross entropy over the validation photos.</param>
/// <param name="ValAccuracy">Share of them classified right, in [0, 1], by the weights that are kept: the averaged ones where there is an average.</param>
/// <param name="RawValAccuracy">The same by the weights as the optimizer left them.</param>
/// <param name="ValImages">Validation photos that could be read.</param>
/// <param name="ImagesPerSecond">Training photos a second, from the first to the last batch.</param>
/// <param name="Seconds">The whole epoch, validation included.</param>
/// <param name="IsBest">Whether no earlier epoch had a higher validation accuracy or the same.</param>
public sealed record EpochResult(
    int Epoch, double Lr, double TrainLoss, double TrainAccuracy, double ValLoss, double ValAccuracy, double RawValAccuracy,
    int ValImages, double ImagesPerSecond, double Seconds, bool IsBest)
{
    /// <summary>Where the time went; null for an epoch before the run was resumed.</summary>
    public EpochTiming? Timing { get; init; }

    /// <summary>
    /// The most memory that tensors held at once during the epoch, in MiB; on the CPU the most that the whole process has held since it
    /// began. Null where libtorch does not tell, and for epochs of a time before it was asked.
    /// </summary>
    public double? PeakMemory { get; init; }

    /// <summary>Where the validation accuracy lies for all photos such as these, with 95 % confidence.</summary>
    [JsonIgnore]
    public ConfidenceInterval ValInterval => ConfidenceInterval.Wilson((long)Math.Round(ValAccuracy * ValImages), ValImages);
}

/// <summary>What a whole run brought.</summary>
/// <param name="Folder">Where everything is.</param>
/// <param name="BestEpoch">The epoch of <c>best.pth</c>.</param>
/// <param name="BestAccuracy">Its validation accuracy, in [0, 1].</param>
/// <param name="Epochs">Every epoch.</param>
/// <param name="SkippedPhotos">Photos that could not be read.</param>
/// <param name="EndedBecause">Why there are fewer epochs than were asked for, in a line; null where there are as many.</param>
public sealed record TrainResult(
    string Folder, int BestEpoch, double BestAccuracy, IReadOnlyList<EpochResult> Epochs, int SkippedPhotos, string? EndedBecause)
{
    /// <summary>The epoch of <c>best.pth</c>.</summary>
    [JsonIgnore]
    public EpochResult Best => Epochs[BestEpoch - 1];
}
