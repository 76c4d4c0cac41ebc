namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>How long a run is, in optimizer steps.</summary>
/// <param name="StepsPerEpoch">Optimizer steps of an epoch, at least 1.</param>
/// <param name="TotalSteps">Optimizer steps of the whole run, at least 1.</param>
/// <param name="FirstStep">
/// Where a schedule that follows the run's progress begins; a warm-up sets it. Schedules that count epochs count those of the run.
/// </param>
public sealed record StepPlan(long StepsPerEpoch, long TotalSteps, long FirstStep = 0)
{
    /// <summary>Whole epochs that are behind at a step.</summary>
    public long EpochsAt(long step) => step / StepsPerEpoch;
}
