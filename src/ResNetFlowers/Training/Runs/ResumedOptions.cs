using ResNetFlowers.Neighbours;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training.Runs;

/// <summary>Which options a run that goes on takes from where it was stopped, and which may change.</summary>
internal static class ResumedOptions
{
    // What decides speed, places and length, and nothing of what an epoch does; how many epochs there may be is looked at on its own.
    private static readonly IReadOnlyList<string> Free =
    [
        nameof(TrainOptions.Data), nameof(TrainOptions.Names), nameof(TrainOptions.Workers), nameof(TrainOptions.Cache), nameof(TrainOptions.CacheDir), nameof(TrainOptions.Threads),
        nameof(TrainOptions.Device), nameof(TrainOptions.SaveEvery), nameof(TrainOptions.TimeBudget), nameof(TrainOptions.Patience), nameof(TrainOptions.Out),
        nameof(TrainOptions.Epochs), nameof(TrainOptions.Tensorboard), nameof(TrainOptions.LogJson),
        nameof(TrainOptions.NoNeighbours),
    ];

    // Their curve reaches to the last epoch: with more epochs, those that are done would have been others.
    private static readonly IReadOnlyList<string> CurvesToTheEnd = ["cosine", "onecycle"];

    /// <summary>What a run's checkpoint keeps of its options: all but those of the place and the machine, so that the same run leaves the same bytes anywhere.</summary>
    public static string Outcome(TrainOptions options)
    {
        var defaults = new TrainOptions();
        return OptionsFile.Write(options with
        {
            Names = defaults.Names, Workers = defaults.Workers, Cache = defaults.Cache, CacheDir = defaults.CacheDir, Threads = defaults.Threads, SaveEvery = defaults.SaveEvery,
            Tensorboard = defaults.Tensorboard, LogJson = defaults.LogJson, NoNeighbours = defaults.NoNeighbours, Out = defaults.Out,
        });
    }

    /// <summary>The options to go on with.</summary>
    /// <param name="run">The run's folder. Its options.yaml says what the checkpoint does not keep: threads, workers, cache, when to save.</param>
    /// <param name="state">Where the run stands.</param>
    /// <param name="given">Options to change.</param>
    /// <exception cref="InputException">An option would change what has begun, or there is nothing left to do.</exception>
    public static TrainOptions Of(string run, TrainingState state, IReadOnlyList<GivenOption> given)
    {
        if (given.FirstOrDefault(change => change.Option == OptionTable.Of(nameof(TrainOptions.Out))) is { } place)
            throw new InputException($"--out {place.Text}: does not go with --resume, which stays in {run}; leave one of the two out");
        TrainOptions old = Begun(state);
        string file = Path.Combine(run, RunFolder.OptionsName);
        IReadOnlyList<GivenOption> kept = File.Exists(file) ? OptionsFile.Open(file, file) : [];
        TrainOptions options = OptionsFile.Apply(old, kept, file);
        if (Change(old, options) is { } edited)
            throw new InputException($"{file}: {edited.Name} {edited.Text(options)}: the run was begun with {edited.Text(old) ?? "none"}; put that back to go on, or start a new run");
        options = OptionsResolver.ApplyFlags(options, given) with { Out = run };
        if (Change(old, options) is { } changed)
            throw new InputException($"--{changed.Name} {changed.Text(options)}: {run} was begun with {changed.Text(old) ?? "none"}; leave the option out to go on, or start a new run");
        if (options.Epochs < old.Epochs)
            throw new InputException($"--epochs {options.Epochs}: {run} was begun with {old.Epochs}; give at least as many");
        if (options.Epochs > old.Epochs && CurvesToTheEnd.Contains(options.Schedule, StringComparer.Ordinal))
            throw new InputException($"--epochs {options.Epochs}: the {options.Schedule} schedule of {run} ends with epoch {old.Epochs}; start a new run, with --weights {Path.Combine(run, RunFolder.BestFile)}");
        if (state.Epochs >= PlannedEpochs(state, options) && !LacksBest(run, state) && !LacksNeighbours(run, options))
            throw new InputException($"--resume {run}: has done all of its {state.Epochs} epochs; give --epochs with a higher number to go on");
        return options;
    }

    /// <summary>The plan of the run, anew where its length is given anew.</summary>
    public static int PlannedEpochs(TrainingState state, TrainOptions options)
    {
        TrainOptions old = Begun(state);
        return (options.Epochs, options.TimeBudget) == (old.Epochs, old.TimeBudget) ? state.PlannedEpochs : options.Epochs;
    }

    // The first option that changes what an epoch does.
    private static TrainOption? Change(TrainOptions old, TrainOptions options) => OptionTable.All.FirstOrDefault(option =>
        option.Text(options) != option.Text(old) && !Free.Any(property => OptionTable.Of(property) == option));

    // Whether the process was killed after its last epoch, before it could keep that as the best.
    private static bool LacksBest(string run, TrainingState state)
    {
        string best = Path.Combine(run, RunFolder.BestFile);
        if (state.BestEpoch != state.Epochs) return false;
        if (!File.Exists(best)) return true;
        using CheckpointFile file = CheckpointFile.Open(best);
        return file.Checkpoint.Epoch != state.BestEpoch;
    }

    // The same of what comes behind the last epoch; or the run is from a time before there was such a thing.
    private static bool LacksNeighbours(string run, TrainOptions options)
    {
        string best = Path.Combine(run, RunFolder.BestFile);
        if (options.NoNeighbours || !File.Exists(best)) return false;
        using CheckpointFile file = CheckpointFile.Open(best);
        using NeighbourIndex? index = RunNeighbours.Open(best, file.Checkpoint);
        return index is null;
    }

    private static TrainOptions Begun(TrainingState state) =>
        OptionsFile.Apply(new TrainOptions(), OptionsFile.Read(state.Options, RunFolder.LastFile), RunFolder.LastFile);
}
