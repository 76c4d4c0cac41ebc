namespace ResNetFlowers.Training.Optimization.Schedules;

/// <summary>
/// The learning rate over a run, as a pure function of the step: a run that is resumed, or whose plan becomes shorter, has nothing to
/// carry over.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["step", "multistep", "cosine", "onecycle", "constant"];

    /// <summary>What the learning rate of a step is multiplied by.</summary>
    /// <param name="step">The optimizer steps done before it, from 0 to the last of the plan.</param>
    /// <param name="plan">How long epoch and run are; it may change between steps.</param>
    /// <returns>A factor of at least 0, at most 1 unless drops are rises.</returns>
    public abstract double FactorAt(long step, StepPlan plan);

    /// <summary>The schedule of a name, with a linear warm-up in front where one is asked for.</summary>
    /// <exception cref="InputException">There is no such schedule; the message lists those there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option that the schedule uses is out of its range.</exception>
    public static LearningRateSchedule Create(string name, ScheduleOptions options)
    {
        LearningRateSchedule schedule = name switch
        {
            "step" => new StepLR(options.StepSize, options.Gamma),
            "multistep" => new MultiStepLR(options.Milestones, options.Gamma),
            "cosine" => new CosineAnnealingLR(),
            "onecycle" => new OneCycleLR(),
            "constant" => new Constant(),
            _ => throw new InputException($"--schedule {name}: there is no such schedule; choose one of {string.Join(", ", Names)}"),
        };
        return options.WarmupEpochs == 0 ? schedule : new LinearWarmup(options.WarmupEpochs, schedule);
    }
}
