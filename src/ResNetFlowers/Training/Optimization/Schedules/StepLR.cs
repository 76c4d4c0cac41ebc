namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>The rate drops every so many epochs: torch.optim.lr_scheduler.StepLR, stepped once an epoch.</summary>
public sealed class StepLR : LearningRateSchedule
{
    private readonly int _stepSize;
    private readonly double _gamma;

    /// <summary>Creates the schedule.</summary>
    /// <param name="stepSize">Epochs between two drops, at least 1.</param>
    /// <param name="gamma">What a drop multiplies the rate by, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public StepLR(int stepSize, double gamma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gamma);
        _stepSize = stepSize;
        _gamma = gamma;
    }

    /// <inheritdoc/>
    public override double FactorAt(long step, StepPlan plan) => Math.Pow(_gamma, plan.EpochsAt(step) / _stepSize);
}
