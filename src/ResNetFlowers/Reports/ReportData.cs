using ResNetFlowers.Metrics;
using ResNetFlowers.Reports.Photos;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Reports;

/// <summary>All that a report shows of a run.</summary>
internal sealed record ReportData
{
    /// <summary>What the run is called.</summary>
    public required string Name { get; init; }

    /// <summary>Its best checkpoint.</summary>
    public required Checkpoint Checkpoint { get; init; }

    /// <summary>Its options; null where nobody knows.</summary>
    public required TrainOptions? Options { get; init; }

    /// <summary>On what it ran; null where nobody knows.</summary>
    public required RunEnvironment? Environment { get; init; }

    /// <summary>Its epochs; none where nobody knows.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>What the checkpoint makes of the validation photos.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>The same, photo by photo.</summary>
    public required IReadOnlyList<PhotoResult> Photos { get; init; }

    /// <summary>A small JPEG of each of them; null where there is none.</summary>
    public required IReadOnlyList<byte[]?> Thumbnails { get; init; }

    /// <summary>Those that tell most.</summary>
    public required Gallery Gallery { get; init; }

    /// <summary>Training photos of each class.</summary>
    public required IReadOnlyList<int> TrainCounts { get; init; }

    /// <summary>Validation photos of each class.</summary>
    public required IReadOnlyList<int> ValCounts { get; init; }

    /// <summary>Training photos as training saw them.</summary>
    public required IReadOnlyList<AugmentedPhoto> Augmented { get; init; }

    /// <summary>The classes as people call them, by index.</summary>
    public IReadOnlyList<string> Names => [.. Checkpoint.Classes.Select(Checkpoint.Names.Of)];

    /// <summary>Calibration as the network is.</summary>
    public CalibrationCurve Before => CalibrationCurve.Of(Evaluation.Logits);

    /// <summary>Calibration at the checkpoint's temperature.</summary>
    public CalibrationCurve After => CalibrationCurve.Of(Evaluation.Logits, Checkpoint.Temperature);
}
