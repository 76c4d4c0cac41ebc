using System.Globalization;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Training.Timing;
using ResNetFlowers.Weights;
using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Cli.Terminal.Training;

/// <summary>
/// Shows a training run: what it is, a line for each epoch, and below them how the present one goes. Where there is no terminal, a plain
/// line now and then instead of the latter.
/// </summary>
/// <param name="screen">Where to.</param>
/// <param name="json">Keeps stdout free: the lines go to stderr.</param>
internal sealed class TrainingView(Screen screen, bool json) : ITrainingObserver, IDisposable
{
    private readonly SkippedPhotos _skipped = new(screen);
    private ProgressBar? _bar;
    private CountedProgress? _download;
    private TrainingPane? _pane;
    private IDisposable? _live;
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
        string precision = plan.Precision == Precision.Fp32 ? "" : $", in {plan.Precision.Name()}";
        Line($"{plan.Options.Arch}, {Number(plan.Parameters)} parameters, on {plan.Device}{threads}{precision}");
        if (plan.Weights is { } weights) WeightsReport.Write(weights, Line);
        if (plan.Weights is not null || plan.Options.Freeze != "none") Line(LearnedText(plan.Learned));
        Line($"{plan.TrainImages} photos to learn from, {plan.ValImages} to check with, {plan.Classes.Count} classes: {string.Join(", ", plan.Classes.Select(plan.Names.Of))}");
        Line($"{plan.Options.Epochs} epoch{(plan.Options.Epochs == 1 ? "" : "s")}, batches of {plan.Options.BatchSize}, {plan.Options.ImageSize} px, into {plan.Folder}");
        // A preset's name says as much.
        if (plan.Options.Augment.StartsWith('[')) Line($"augmentation: {plan.Augmentation}");
        if (plan.FirstEpoch > 1 || plan.FirstBatch > 1) Line($"going on with epoch {plan.FirstEpoch}{(plan.FirstBatch > 1 ? $", batch {plan.FirstBatch}" : "")}");
        Line(EpochTable.Header(screen.Width));
        _pane = new TrainingPane(plan, screen.HasUnicode, TimeProvider.System);
        _live = screen.ShowLive(_pane.Lines);
    }

    public void OnUnfreeze(int epoch, IReadOnlyList<LearnedParameter> learned)
    {
        Line($"from epoch {epoch}, on the best weights so far: {LearnedText(learned)}");
    }

    public void OnPhase(int epoch, TrainingPhase phase, int images)
    {
        _pane?.BeginPhase(epoch, phase, images);
        _bar?.Dispose();
        // Beside the live lines it would say the same twice.
        _bar = _live is null ? new ProgressBar(screen, $"epoch {epoch}/{_options.Epochs} {PhaseText.Of(phase)}", images) : null;
    }

    public void OnProgress(int images)
    {
        _pane?.Advance(images);
        _bar?.Advance(images);
    }

    public void OnFigures(TrainingFigures figures) => _pane?.Tell(figures);

    public void OnEpoch(EpochResult result)
    {
        _bar?.Dispose();
        _bar = null;
        _pane?.EndEpoch(result);
        Line(EpochTable.Row(result, screen.Width));
        if (result.Timing is { } timing) screen.Detail(EpochTable.Seconds(timing));
        _epochsHere++;
        Advise(result.Timing);
    }

    public void OnWarning(string message) => screen.Warn(message);

    public void OnSkipped(string path, string reason) => _skipped.Report(path, reason);

    /// <summary>The run was cancelled: says what is left of it, and how to go on.</summary>
    public void OnInterrupted()
    {
        Dispose();
        if (_folder.Length > 0) screen.Note($"saved in {_folder}; go on with: flowers train --resume {ShellWord.Quote(_folder)}");
    }

    public void Dispose()
    {
        _live?.Dispose();
        _live = null;
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
        if (json) screen.Note(line);
        else if (screen.Level != Verbosity.Quiet) screen.Say(line);
    }
}
