namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>
/// The rate grows in equal steps to that of another schedule: step k of n multiplies it by (k + 1) / n, which is
/// torch.optim.lr_scheduler.LinearLR with start_factor 1/n and total_iters n − 1. "Accurate, Large Minibatch SGD" (Goyal et al., 2017).
/// </summary>
/// <remarks>
/// A schedule that follows the run's progress (cosine, onecycle) begins after the warm-up and takes the steps that remain, as behind
/// PyTorch's SequentialLR; one that counts epochs (step, multistep) counts those of the run, the warm-up's included.
/// </remarks>
public sealed class LinearWarmup : LearningRateSchedule
{
    private readonly double _epochs;
    private readonly LearningRateSchedule _then;

    /// <summary>Creates the schedule.</summary>
    /// <param name="epochs">How long the rate grows, rounded to steps; above 0.</param>
    /// <param name="then">What the rate grows to and follows afterwards.</param>
    /// <exception cref="ArgumentOutOfRangeException">The warm-up is no number above 0.</exception>
    public LinearWarmup(double epochs, LearningRateSchedule then)
    {
        if (!(epochs > 0 && double.IsFinite(epochs))) throw new ArgumentOutOfRangeException(nameof(epochs), epochs, "a warm-up takes time");
        _epochs = epochs;
        _then = then;
    }

    /// <inheritdoc/>
    public override double FactorAt(long step, StepPlan plan)
    {
        long warmup = (long)Math.Round(_epochs * plan.StepsPerEpoch);
        double factor = _then.FactorAt(step, plan with { FirstStep = Math.Min(warmup, plan.TotalSteps - 1) });
        return step < warmup ? factor * (step + 1) / warmup : factor;
    }
}
