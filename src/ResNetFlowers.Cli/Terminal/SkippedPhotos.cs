namespace ResNetFlowers.Cli.Terminal;

/// <summary>Warns of photos that cannot be read: of the first few by name, of all with <c>--verbose</c>. Any thread may report.</summary>
internal sealed class SkippedPhotos(Screen screen)
{
    private const int Named = 20;

    private int _count;

    public void Report(string path, string reason)
    {
        int number = Interlocked.Increment(ref _count);
        if (number <= Named || screen.Level == Verbosity.Verbose) screen.Warn($"{path}: {reason}; left out");
        else if (number == Named + 1) screen.Warn("more photos cannot be read and are left out; --verbose names all of them");
    }
}
