using System.Diagnostics;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>A bar with rate and time left, gone when it is done. Where there is no terminal, a plain line now and then instead.</summary>
internal sealed class ProgressBar : IDisposable
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(30);

    private readonly Screen _screen;
    private readonly string _what;
    private readonly string _unit;
    private readonly ProgressMeter _meter;
    private readonly IDisposable? _live;
    private long _lastPlain = Stopwatch.GetTimestamp();

    public ProgressBar(Screen screen, string what, int total, string unit = "img")
    {
        _screen = screen;
        _what = what;
        _unit = unit;
        _meter = new ProgressMeter(total, TimeProvider.System);
        _live = screen.ShowLive(width => [Bar.Line(what, (double)_meter.Done / Math.Max(1, total), Figures(" "), width, screen.HasUnicode)]);
    }

    public void Advance(int count)
    {
        _meter.Advance(count);
        if (_live is not null || Stopwatch.GetElapsedTime(_lastPlain) < PlainInterval) return;
        _lastPlain = Stopwatch.GetTimestamp();
        _screen.Note($"{_what}: {Figures(",")}");
    }

    public void Dispose() => _live?.Dispose();

    private string Figures(string separator)
    {
        string left = _meter.TimeLeft is { } time ? $"{separator} {ProgressMeter.Text(time)} left" : "";
        return $"{_meter.Done}/{_meter.Total}{separator} {ProgressMeter.Text(_meter.Rate, _unit)}{left}";
    }
}
