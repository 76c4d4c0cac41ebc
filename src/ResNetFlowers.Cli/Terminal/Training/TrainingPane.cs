using System.Globalization;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Runs;
using Spectre.Console;

namespace ResNetFlowers.Cli.Terminal.Training;

/// <summary>The moving part of a training run on a terminal: four lines of at most 60 columns where there are no more.</summary>
/// <param name="plan">What is trained.</param>
/// <param name="unicode">Whether the terminal shows more than ASCII.</param>
/// <param name="time">The clock.</param>
internal sealed class TrainingPane(TrainingPlan plan, bool unicode, TimeProvider time)
{
    private const int MostEpochsShown = 40;

    private readonly Lock _lock = new();
    private readonly TrainingClock _clock = new(plan, time);
    private readonly List<EpochResult> _epochs = [.. plan.EarlierEpochs];
    private int _epoch = plan.FirstEpoch;
    private TrainingPhase _phase;
    private TrainingFigures? _figures;

    public void BeginPhase(int epoch, TrainingPhase phase, int images)
    {
        lock (_lock)
        {
            if (epoch != _epoch) _figures = null;
            (_epoch, _phase) = (epoch, phase);
            _clock.BeginPhase(epoch, phase, images);
        }
    }

    public void Advance(int images)
    {
        lock (_lock) _clock.Phase?.Advance(images);
    }

    public void Tell(TrainingFigures figures)
    {
        lock (_lock) _figures = figures;
    }

    public void EndEpoch(EpochResult result)
    {
        lock (_lock)
        {
            _epochs.Add(result);
            _clock.EndEpoch(result);
        }
    }

    /// <summary>The lines as they are now, as Spectre's markup.</summary>
    /// <param name="width">Columns that they may take.</param>
    public IReadOnlyList<string> Lines(int width)
    {
        lock (_lock) return [Progress(width), Figures(), Left(), Best(width)];
    }

    private string Progress(int width)
    {
        string epoch = $"epoch {_epoch}/{plan.Options.Epochs}  {PhaseText.Of(_phase).PadRight(5)}";
        if (_clock.Phase is not { } phase) return Bar.Line(epoch, 1, "saved", width, unicode);
        int size = plan.Options.BatchSize;
        string batches = $"batch {(phase.Done + size - 1) / size}/{(phase.Total + size - 1) / size}";
        return Bar.Line(epoch, (double)phase.Done / Math.Max(1, phase.Total), $"{batches}  {ProgressMeter.Text(phase.Rate, "img")}", width, unicode);
    }

    private string Figures() => _figures is { } now
        ? string.Create(CultureInfo.InvariantCulture, $"loss [bold]{now.Loss:f4}[/]  accuracy [bold]{now.Accuracy:f4}[/]  lr {now.Lr:g3}")
        : $"loss {Unknown}  accuracy {Unknown}";

    private string Left() => $"[grey]time left[/] {Text(_clock.EpochLeft)} [grey]in this epoch,[/] {Text(_clock.RunLeft)} [grey]in all[/]";

    private string Best(int width)
    {
        if (_epochs.Count == 0) return "[grey]best: none yet[/]";
        EpochResult best = _epochs.MaxBy(epoch => epoch.ValAccuracy)!;
        string text = string.Create(CultureInfo.InvariantCulture, $"best {best.ValAccuracy:f4} in epoch {best.Epoch}  val accuracy ");
        string curve = Sparkline.Of([.. _epochs.Select(epoch => epoch.ValAccuracy)], Math.Min(MostEpochsShown, width - text.Length), unicode);
        return $"{text}[green]{Markup.Escape(curve)}[/]";
    }

    private string Unknown => unicode ? "…" : "-";

    private string Text(TimeSpan? left) => left is { } known ? ProgressMeter.Text(known) : Unknown;
}
