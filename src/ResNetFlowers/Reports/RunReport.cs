using ResNetFlowers.Data.Loading;
using ResNetFlowers.Inference;
using ResNetFlowers.Models;
using ResNetFlowers.Reports.Charts;
using ResNetFlowers.Reports.Page;
using ResNetFlowers.Reports.Photos;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Runs;
using static TorchSharp.torch;

namespace ResNetFlowers.Reports;

/// <summary>Tells what a run's best checkpoint does: <c>predictions.csv</c>, charts, and a page for people.</summary>
public static class RunReport
{
    /// <summary>The page's name in a run's folder.</summary>
    public const string PageName = "report.html";

    private const string LossName = "loss.svg";
    private const string AccuracyName = "acc.svg";
    private const string ConfusionName = "confusion.svg";

    /// <summary>Looks at every validation photo and writes the files into the run's folder, each whole or not at all.</summary>
    /// <param name="options">What to report on.</param>
    /// <param name="onStart">Told how many photos there are.</param>
    /// <param name="onProgress">Told how many photos are done since the last call.</param>
    /// <param name="onSkipped">Told of photos that cannot be read, with the reason.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <exception cref="InputException">Run or photos cannot be used, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ReportResult Write(
        ReportOptions options, Action<int>? onStart = null, Action<int>? onProgress = null, Action<string, string>? onSkipped = null,
        CancellationToken cancellation = default)
    {
        RunSource source = RunSource.Find(options);
        Device device = ComputeDevice.Find(options.Device);
        return OutOfMemory.Explained(options.Device, () => Write(options, source, device, onStart, onProgress, onSkipped, cancellation));
    }

    private static ReportResult Write(
        ReportOptions options, RunSource source, Device device, Action<int>? onStart, Action<int>? onProgress, Action<string, string>? onSkipped,
        CancellationToken cancellation)
    {
        using CheckpointFile file = CheckpointFile.Open(source.Checkpoint);
        Checkpoint checkpoint = file.Checkpoint;
        if (!source.Val.Classes.SequenceEqual(checkpoint.Classes, StringComparer.Ordinal))
            throw new InputException($"{source.Val.Root}: its classes are not those of {source.Checkpoint}; name the folder that the run learned from with --data");
        using ResNet model = CheckpointEvaluation.BuildModel(file, device, source.Val.Samples.Count, options.BatchSize);
        var loading = new LoaderOptions { BatchSize = options.BatchSize, MaxPixels = source.MaxPixels, OnSkipped = onSkipped };
        Evaluation evaluation = CheckpointEvaluation.Run(model, checkpoint, source.Val, loading, device, onStart, onProgress, cancellation);
        IReadOnlyList<PhotoResult> photos = Results(evaluation, source);
        PredictionsFile.Write(
            Path.Combine(source.Folder, RunFolder.PredictionsName),
            photos.Select(photo => new PredictionRow(photo.Path, checkpoint.Classes[photo.True], checkpoint.Classes[photo.Predicted], photo.Probability)));
        if (!options.WithPage) return new ReportResult(source.Folder, null, 0, evaluation);

        var pictures = new Pictures(checkpoint.Preprocessing, source.MaxPixels);
        Gallery gallery = new GalleryMaker(model, checkpoint, pictures, device).Make(photos);
        ReportData data = Collect(source, checkpoint, evaluation, photos, gallery, Thumbnails.Make(photos, pictures));
        string page = Path.Combine(source.Folder, PageName);
        WritePage(page, data);
        return new ReportResult(source.Folder, page, new FileInfo(page).Length, evaluation);
    }

    private static IReadOnlyList<PhotoResult> Results(Evaluation evaluation, RunSource source) =>
    [
        .. evaluation.Samples.Select((sample, photo) =>
        {
            int predicted = evaluation.Logits.Predicted(photo);
            double probability = evaluation.Logits.Probabilities(photo, evaluation.Temperature)[predicted];
            return new PhotoResult(source.Val.Samples[sample].Path, evaluation.Logits.Labels[photo], predicted, probability);
        }),
    ];

    private static ReportData Collect(
        RunSource source, Checkpoint checkpoint, Evaluation evaluation, IReadOnlyList<PhotoResult> photos, Gallery gallery,
        IReadOnlyList<byte[]?> thumbnails) => new()
        {
            Name = Path.GetFileName(Path.GetFullPath(source.Folder)),
            Checkpoint = checkpoint,
            Options = source.Options,
            Environment = RunEnvironment.Read(Path.Combine(source.Folder, RunFolder.EnvironmentName)),
            Epochs = ResultsFile.Read(Path.Combine(source.Folder, RunFolder.ResultsName)),
            Evaluation = evaluation,
            Photos = photos,
            Thumbnails = thumbnails,
            Gallery = gallery,
            TrainCounts = source.Train.Counts,
            ValCounts = source.Val.Counts,
            Augmented = source.Options is null ? [] : AugmentedSamples.Draw(source.Train, source.Options),
        };

    private static void WritePage(string page, ReportData data)
    {
        string folder = Path.GetDirectoryName(page)!;
        IReadOnlyList<SvgWriter> curves = RunCharts.Curves(data.Epochs, data.Checkpoint.Epoch);
        foreach ((string name, SvgWriter chart) in new[] { LossName, AccuracyName }.Zip(curves)) AtomicFile.WriteText(Path.Combine(folder, name), chart.Document());
        AtomicFile.WriteText(Path.Combine(folder, ConfusionName), RunCharts.Confusion(data).Document());
        AtomicFile.WriteText(page, ReportPage.Write(data, curves));
    }
}
