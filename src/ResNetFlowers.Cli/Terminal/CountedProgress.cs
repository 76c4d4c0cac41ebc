namespace ResNetFlowers.Cli.Terminal;

/// <summary>A progress bar for work that reports how much of it is done; it appears with the first report.</summary>
internal sealed class CountedProgress(Screen screen, string what, string unit = "img") : IDisposable
{
    private ProgressBar? _bar;
    private int _done;

    public void Report(int done, int total)
    {
        _bar ??= new ProgressBar(screen, what, total, unit);
        _bar.Advance(done - _done);
        _done = done;
    }

    public void Dispose() => _bar?.Dispose();
}
