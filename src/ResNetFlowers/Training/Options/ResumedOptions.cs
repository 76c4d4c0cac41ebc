namespace ResNetFlowers.Training.Options;

/// <summary>Which options a run that goes on takes from where it was stopped, and which may change.</summary>
internal static class ResumedOptions
{
    // What decides speed, places and length, and nothing of what an epoch does.
    private static readonly IReadOnlyList<string> Free =
    [
        nameof(TrainOptions.Data), nameof(TrainOptions.Workers), nameof(TrainOptions.Threads), nameof(TrainOptions.Device), nameof(TrainOptions.SaveEvery),
        nameof(TrainOptions.TimeBudget), nameof(TrainOptions.Patience), nameof(TrainOptions.Out),
    ];

    // Their curve reaches to the last epoch: with more epochs, those that are done would have been others.
    private static readonly IReadOnlyList<string> CurvesToTheEnd = ["cosine", "onecycle"];

    /// <summary>What a run's checkpoint keeps of its options: all but those of the place and the machine, so that the same run leaves the same bytes anywhere.</summary>
    public static string Outcome(TrainOptions options)
    {
        var defaults = new TrainOptions();
        return OptionsFile.Write(options with { Workers = defaults.Workers, Threads = defaults.Threads, SaveEvery = defaults.SaveEvery, Out = defaults.Out });
    }

    /// <summary>The options to go on with.</summary>
    /// <exception cref="InputException">An option would change what has begun, or there is nothing left to do.</exception>
    public static TrainOptions Of(string run, TrainingState state, IReadOnlyList<GivenOption> given)
    {
        TrainOptions old = Begun(state);
        TrainOptions options = OptionsResolver.ApplyFlags(old, given) with { Out = run };
        foreach (GivenOption change in given)
        {
            TrainOption option = change.Option;
            string? before = option.Text(old);
            bool isFree = Free.Any(property => OptionTable.Of(property) == option) || option == OptionTable.Of(nameof(TrainOptions.Epochs));
            if (!isFree && option.Text(options) != before)
                throw new InputException($"--{option.Name} {change.Text}: {run} was begun with {before ?? "none"}; leave the option out to go on, or start a new run");
        }

        if (options.Epochs < old.Epochs)
            throw new InputException($"--epochs {options.Epochs}: {run} was begun with {old.Epochs}; give at least as many");
        if (options.Epochs > old.Epochs && CurvesToTheEnd.Contains(options.Schedule, StringComparer.Ordinal))
            throw new InputException($"--epochs {options.Epochs}: the {options.Schedule} schedule of {run} ends with epoch {old.Epochs}; start a new run, with --weights {Path.Combine(run, RunFolder.BestFile)}");
        if (state.Epochs >= PlannedEpochs(state, options))
            throw new InputException($"--resume {run}: has done all of its {state.Epochs} epochs; give --epochs with a higher number to go on");
        return options;
    }

    /// <summary>The plan of the run, anew where its length is given anew.</summary>
    public static int PlannedEpochs(TrainingState state, TrainOptions options)
    {
        TrainOptions old = Begun(state);
        return (options.Epochs, options.TimeBudget) == (old.Epochs, old.TimeBudget) ? state.PlannedEpochs : options.Epochs;
    }

    private static TrainOptions Begun(TrainingState state) =>
        OptionsFile.Apply(new TrainOptions(), OptionsFile.Read(state.Options, RunFolder.LastFile), RunFolder.LastFile);
}
