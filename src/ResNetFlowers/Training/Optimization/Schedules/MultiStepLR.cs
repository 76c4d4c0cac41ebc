namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>The rate drops after each of the given epochs: torch.optim.lr_scheduler.MultiStepLR, stepped once an epoch.</summary>
public sealed class MultiStepLR : LearningRateSchedule
{
    private readonly int[] _milestones;
    private readonly double _gamma;

    /// <summary>Creates the schedule.</summary>
    /// <param name="milestones">Epochs, each at least 1, in any order; one that stands twice drops the rate twice.</param>
    /// <param name="gamma">What a drop multiplies the rate by, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public MultiStepLR(IReadOnlyList<int> milestones, double gamma)
    {
        foreach (int milestone in milestones) ArgumentOutOfRangeException.ThrowIfLessThan(milestone, 1, nameof(milestones));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gamma);
        _milestones = [.. milestones];
        _gamma = gamma;
    }

    /// <inheritdoc/>
    public override double FactorAt(long step, StepPlan plan) => Math.Pow(_gamma, _milestones.Count(epoch => epoch <= plan.EpochsAt(step)));
}
