namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>
/// Half a cosine from the full rate towards 0, a new value each step: (1 + cos(π·step/steps)) / 2, the first cycle of "SGDR: Stochastic
/// Gradient Descent with Warm Restarts" (Loshchilov and Hutter, 2017); torch.optim.lr_scheduler.CosineAnnealingLR, stepped once a step.
/// </summary>
public sealed class CosineAnnealingLR : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double FactorAt(long step, StepPlan plan) =>
        step <= plan.FirstStep ? 1 : CosineCurve.Between(1, 0, (double)(step - plan.FirstStep) / (plan.TotalSteps - plan.FirstStep));
}
