namespace ResNetFlowers.Weights.Download;

/// <summary>How patient a download is and how much it takes.</summary>
internal sealed record DownloadLimits
{
    /// <summary>How long a server may be silent: while connecting, before its answer and between two pieces of it.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts in a row that bring nothing new before it gives up, at least 1.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Attempts in all, however much each brings, at least 1.</summary>
    public int AttemptsInAll { get; init; } = 100;

    /// <summary>The pause before the second attempt; it doubles with each that brings nothing.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The largest file; the largest ResNet in float64 takes a quarter of this.</summary>
    public long Bytes { get; init; } = 4L << 30;

    /// <summary>How often to look whether another process has finished the same download.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);
}
