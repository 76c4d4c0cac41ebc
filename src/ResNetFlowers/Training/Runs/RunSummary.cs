namespace ResNetFlowers.Training.Runs;

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>It has done all its epochs, or has ended before for a reason of its own.</summary>
    Finished,

    /// <summary>It was stopped, and can go on.</summary>
    Interrupted,

    /// <summary>A process is at it.</summary>
    Running,
}

/// <summary>A run in a line.</summary>
public sealed record RunSummary
{
    /// <summary>Its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The network's name.</summary>
    public required string Arch { get; init; }

    /// <summary>Side of what the network sees, in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Epochs that are done.</summary>
    public required int Epochs { get; init; }

    /// <summary>Epochs that were asked for.</summary>
    public required int PlannedEpochs { get; init; }

    /// <summary>Its best epoch; null before the first is done.</summary>
    public EpochResult? Best { get; init; }

    /// <summary>When it was saved last, or begun.</summary>
    public required DateTime Time { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState State { get; init; }
}

/// <summary>A folder that cannot be read as the run that it was.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Problem">What is wrong, in a line.</param>
public sealed record DamagedRun(string Folder, string Problem);
