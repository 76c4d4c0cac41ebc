namespace ResNetFlowers.Cli.Terminal;

/// <summary>Passes progress on at once, on the thread that reports it.</summary>
internal sealed class Progress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
