using System.Globalization;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>How much of some work is done, how fast, and how long the rest will take. One thread reports while others read.</summary>
/// <param name="total">All of it.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressMeter(int total, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(99);

    private readonly Lock _lock = new();
    private readonly long _begin = time.GetTimestamp();
    private int _done;

    // The first report may stand for work that was done before, and its time for what is slow but once.
    private (int Done, long Time)? _first;
    private long _last;

    public int Total => total;

    public int Done
    {
        get
        {
            lock (_lock) return _done;
        }
    }

    /// <summary>Since the work began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_begin);

    /// <summary>Pieces a second from the first report to the last; null before there are two.</summary>
    public double? Rate
    {
        get
        {
            lock (_lock) return RateUnlocked();
        }
    }

    /// <summary>Until all is done; null while there is no rate.</summary>
    public TimeSpan? TimeLeft
    {
        get
        {
            lock (_lock)
            {
                if (RateUnlocked() is not { } rate) return null;
                TimeSpan left = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Max(0, total - _done) / rate)) - time.GetElapsedTime(_last);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    public void Advance(int count)
    {
        lock (_lock)
        {
            _done += count;
            _last = time.GetTimestamp();
            _first ??= (_done, _last);
        }
    }

    /// <summary>A time as people say it: <c>0:07</c>, <c>12:30</c>, <c>1:02:03</c>.</summary>
    public static string Text(TimeSpan span) =>
        span.TotalHours >= 1 ? $"{(int)span.TotalHours}:{span:mm\\:ss}" : $"{(int)span.TotalMinutes}:{span:ss}";

    /// <summary>A rate as people say it, <c>130.7 img/s</c>; three dots where there is none yet.</summary>
    public static string Text(double? rate, string unit) => string.Create(CultureInfo.InvariantCulture, $"{(rate is { } known ? $"{known:f1}" : "…")} {unit}/s");

    private double? RateUnlocked()
    {
        if (_first is not { } first || _done <= first.Done) return null;
        double seconds = time.GetElapsedTime(first.Time, _last).TotalSeconds;
        return seconds > 0 ? (_done - first.Done) / seconds : null;
    }
}
