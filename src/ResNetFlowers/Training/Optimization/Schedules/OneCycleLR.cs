namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>
/// Up to the full rate in the first three tenths of the run and down to almost nothing in the rest, each half a cosine:
/// "Super-Convergence" (Smith and Topin, 2018) as torch.optim.lr_scheduler.OneCycleLR does it by default, stepped once a step. The
/// learning rate of the run is the peak; momentum stays as it is (PyTorch's cycle_momentum=False).
/// </summary>
public sealed class OneCycleLR : LearningRateSchedule
{
    /// <summary>Share of the steps in which the rate rises.</summary>
    private const double PctStart = 0.3;

    /// <summary>The peak is this many times the first rate.</summary>
    private const double DivFactor = 25;

    /// <summary>The first rate is this many times the last.</summary>
    private const double FinalDivFactor = 1e4;

    /// <inheritdoc/>
    public override double FactorAt(long step, StepPlan plan)
    {
        if (step < plan.FirstStep) return 1 / DivFactor;

        // PyTorch's phases end at these steps, the first one between two steps as a rule.
        long steps = plan.TotalSteps - plan.FirstStep;
        double peak = PctStart * steps - 1;
        long last = steps - 1;
        long done = step - plan.FirstStep;
        return done <= peak
            ? CosineCurve.Between(1 / DivFactor, 1, done / peak)
            : CosineCurve.Between(1, 1 / DivFactor / FinalDivFactor, (done - peak) / (last - peak));
    }
}
