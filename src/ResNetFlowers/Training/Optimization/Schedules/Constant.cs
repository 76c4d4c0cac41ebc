namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>The same rate all along.</summary>
public sealed class Constant : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double FactorAt(long step, StepPlan plan) => 1;
}
