namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>What the schedules need; each takes what concerns it.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Of <see cref="StepLR"/>: epochs between two drops, at least 1.</summary>
    public required int StepSize { get; init; }

    /// <summary>Of <see cref="StepLR"/> and <see cref="MultiStepLR"/>: what a drop multiplies the rate by, above 0.</summary>
    public required double Gamma { get; init; }

    /// <summary>Of <see cref="MultiStepLR"/>: the epochs after which the rate drops, each at least 1.</summary>
    public IReadOnlyList<int> Milestones { get; init; } = [];

    /// <summary>Epochs, or a part of one, in which the rate grows from about 0; 0 for none.</summary>
    public double WarmupEpochs { get; init; }
}
