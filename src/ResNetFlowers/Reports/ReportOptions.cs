namespace ResNetFlowers.Reports;

/// <summary>What to report on, and how much.</summary>
public sealed record ReportOptions
{
    /// <summary>A run's folder, or a checkpoint file in one; null takes the newest run.</summary>
    public string? Run { get; init; }

    /// <summary>A folder with <c>train</c> and <c>val</c>, or a list, as <c>train</c> takes it; null takes what the run learned from.</summary>
    public string? Data { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Photos looked at together, at least 1.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Whether to write charts and page too, beside <c>predictions.csv</c>.</summary>
    public bool WithPage { get; init; } = true;
}
