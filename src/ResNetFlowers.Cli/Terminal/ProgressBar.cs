using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>
/// A bar on stderr with rate and time left, cleared when it is done. Where stderr is no terminal, a plain line now and then instead.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(30);

    private readonly Screen _screen;
    private readonly string _what;
    private readonly string _unit;
    private readonly int _total;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TaskCompletionSource _finished = new();
    private readonly Task _drawing;
    private long _lastPlain = Stopwatch.GetTimestamp();
    private int _done;

    public ProgressBar(Screen screen, string what, int total, string unit = "img")
    {
        _screen = screen;
        _what = what;
        _unit = unit;
        _total = total;
        bool isTerminal = ReferenceEquals(screen.Error, Console.Error) && !Console.IsErrorRedirected;
        _drawing = isTerminal ? Task.Run(Draw) : Task.CompletedTask;
    }

    public void Advance(int count)
    {
        Interlocked.Add(ref _done, count);
        if (_drawing.IsCompleted && Stopwatch.GetElapsedTime(_lastPlain) > PlainInterval)
        {
            _lastPlain = Stopwatch.GetTimestamp();
            _screen.Note(string.Create(CultureInfo.InvariantCulture, $"{_what}: {_done}/{_total}, {Rate:f1} {_unit}/s, {TimeLeft:hh\\:mm\\:ss} left"));
        }
    }

    public void Dispose()
    {
        _finished.TrySetResult();
        _drawing.GetAwaiter().GetResult();
    }

    private double Rate => _done / Math.Max(1e-3, Stopwatch.GetElapsedTime(_start).TotalSeconds);

    private TimeSpan TimeLeft => TimeSpan.FromSeconds(Math.Min(TimeSpan.FromDays(9).TotalSeconds, (_total - _done) / Math.Max(1e-3, Rate)));

    private void Draw()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new Spectre.Console.ProgressBarColumn { Width = 24 }, new CountColumn(this), new RemainingColumn(this))
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(_what), maxValue: Math.Max(1, _total));
                while (!_finished.Task.Wait(TimeSpan.FromMilliseconds(100))) task.Value = _done;
                task.Value = task.MaxValue;
            });
    }

    private sealed class CountColumn(ProgressBar bar) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(string.Create(CultureInfo.InvariantCulture, $"{bar._done}/{bar._total}  {bar.Rate:f1} {bar._unit}/s"));
    }

    private sealed class RemainingColumn(ProgressBar bar) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(string.Create(CultureInfo.InvariantCulture, $"{bar.TimeLeft:hh\\:mm\\:ss} left"), new Style(Color.Grey));
    }
}
