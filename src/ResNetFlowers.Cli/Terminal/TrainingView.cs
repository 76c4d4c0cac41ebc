using System.Globalization;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Training.Timing;
using ResNetFlowers.Weights;
using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>Shows a training run: what it is, a bar for each phase, a line for each epoch.</summary>
/// <param name="screen">Where to.</param>
/// <param name="quiet">Keeps stdout free: the lines go to stderr.</param>
internal sealed class TrainingView(Screen screen, bool quiet) : ITrainingObserver, IDisposable
{
    private ProgressBar? _bar;
    private CountedProgress? _download;
    private TrainOptions _options = new();
    private int _epochsHere;
    private bool _hasAdvised;
    private string _folder = "";

    public void OnFetching(WeightSource source) => screen.Note($"fetching {source.Address} to {source.Path}");

    public void OnFetched(DownloadProgress progress)
    {
        _download ??= new CountedProgress(screen, "fetching", "KiB");
        _download.Report(KiB(progress.Bytes), KiB(progress.Total ?? progress.Bytes));
    }

    public void OnStart(TrainingPlan plan)
    {
        Dispose();
        _folder = plan.Folder;
        _options = plan.Options;
        string threads = plan.Device == "cpu" ? $" with {plan.Threads} thread{(plan.Threads == 1 ? "" : "s")}" : "";
        Line($"{plan.Options.Arch}, {Number(plan.Parameters)} parameters, on {plan.Device}{threads}");
        if (plan.Weights is { } weights) WeightsReport.Write(weights, Line);
        if (plan.Weights is not null || plan.Options.Freeze != "none") Line(LearnedText(plan.Learned));
        Line($"{plan.TrainImages} photos to learn from, {plan.ValImages} to check with, {plan.Classes.Count} classes: {string.Join(", ", plan.Classes.Select(plan.Names.Of))}");
        Line($"{plan.Options.Epochs} epoch{(plan.Options.Epochs == 1 ? "" : "s")}, batches of {plan.Options.BatchSize}, {plan.Options.ImageSize} px, into {plan.Folder}");
        // A preset's name says as much.
        if (plan.Options.Augment.StartsWith('[')) Line($"augmentation: {plan.Augmentation}");
        if (plan.FirstEpoch > 1 || plan.FirstBatch > 1) Line($"going on with epoch {plan.FirstEpoch}{(plan.FirstBatch > 1 ? $", batch {plan.FirstBatch}" : "")}");
        Line("epoch      lr  train loss  train acc  val loss  val acc  img/s  seconds  wait forw back step  val");
    }

    public void OnUnfreeze(int epoch, IReadOnlyList<LearnedParameter> learned)
    {
        Dispose();
        Line($"from epoch {epoch}, on the best weights so far: {LearnedText(learned)}");
    }

    public void OnPhase(int epoch, TrainingPhase phase, int images)
    {
        _bar?.Dispose();
        string name = phase switch
        {
            TrainingPhase.Train => $"epoch {epoch}/{_options.Epochs} train",
            TrainingPhase.Validate => $"epoch {epoch}/{_options.Epochs} val  ",
            _ => "neighbours",
        };
        _bar = new ProgressBar(screen, name, images);
    }

    public void OnProgress(int images) => _bar?.Advance(images);

    public void OnEpoch(EpochResult result)
    {
        Dispose();
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Epoch,5}  {result.Lr,6:g3}  {result.TrainLoss,10:f4}  {result.TrainAccuracy,9:f4}  {result.ValLoss,8:f4}  {result.ValAccuracy,7:f4}  {result.ImagesPerSecond,5:f1}  {result.Seconds,7:f1}{TimingText(result.Timing)}{(result.IsBest ? "  best" : "")}"));
        _epochsHere++;
        Advise(result.Timing);
    }

    public void OnWarning(string message) => screen.Note($"warning: {message}");

    public void OnSkipped(string path, string reason) => screen.Note($"warning: {path}: {reason}; left out");

    /// <summary>The run was cancelled: says what is left of it, and how to go on.</summary>
    public void OnInterrupted()
    {
        Dispose();
        if (_folder.Length > 0) screen.Note($"saved in {_folder}; go on with: flowers train --resume {ShellWord.Quote(_folder)}");
    }

    public void Dispose()
    {
        _bar?.Dispose();
        _bar = null;
        _download?.Dispose();
        _download = null;
    }

    /// <summary>Part by part, as a network is built.</summary>
    private static string LearnedText(IReadOnlyList<LearnedParameter> learned)
    {
        IEnumerable<string> parts = learned.GroupBy(parameter => parameter.Name.Split('.')[0], StringComparer.Ordinal)
            .Select(part => $"{part.Key} {Number(part.Sum(parameter => parameter.Count))}");
        return $"learning {Number(learned.Sum(parameter => parameter.Count))} parameters in {learned.Count} tensors: {string.Join(", ", parts)}";
    }

    /// <summary>The share of the epoch that its parts took; under each other, they tell at a glance what holds the rest up.</summary>
    private static string TimingText(EpochTiming? timing)
    {
        if (timing is null) return "";
        string Share(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * seconds / timing.Total),4}%");
        return $" {Share(timing.Data)}{Share(timing.Forward)}{Share(timing.Backward)}{Share(timing.Step)}{Share(timing.Validation)}";
    }

    // Once a run, and not after the first epoch, in which everything begins.
    private void Advise(EpochTiming? timing)
    {
        if (timing is null || _hasAdvised || _epochsHere == 1) return;
        if (LoadingAdvice.For(timing, _options, Environment.ProcessorCount) is not { } advice) return;
        screen.Note($"note: {advice}");
        _hasAdvised = true;
    }

    private static int KiB(long bytes) => (int)Math.Min(int.MaxValue, bytes / 1024);

    private static string Number(long number) => number.ToString("n0", CultureInfo.InvariantCulture);

    private void Line(string line)
    {
        if (quiet) screen.Note(line);
        else screen.Say(line);
    }
}
