using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Optimization;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training.Runs;

/// <summary>Whether a run is at its end, and why.</summary>
internal static class RunEnd
{
    /// <summary>Whether there is no epoch left to do.</summary>
    public static bool IsReached(TrainOptions options, TrainingState state) => state.Epochs >= state.PlannedEpochs || HasStopped(options, state);

    /// <summary>Why there are fewer epochs than were asked for, in a line; null where there are as many.</summary>
    public static string? Reason(TrainOptions options, TrainingState state)
    {
        if (state.Epochs >= options.Epochs) return null;
        string reason = HasStopped(options, state)
            ? $"no better validation accuracy in {options.Patience} epoch{(options.Patience == 1 ? "" : "s")} (--patience)"
            : $"another does not fit into --time-budget {OptionTable.Of(nameof(TrainOptions.TimeBudget)).Text(options)}";
        string frozen = state.Epochs < options.UnfreezeAt ? $", before --unfreeze-at {options.UnfreezeAt}" : "";
        return $"after epoch {state.Epochs} of {options.Epochs}{frozen}: {reason}";
    }

    // What is frozen for a while may stand still for as long.
    private static bool HasStopped(TrainOptions options, TrainingState state) =>
        options.Patience > 0 && new EarlyStopping(options.Patience).EndsAfter(Math.Max(state.BestEpoch, options.UnfreezeAt - 1), state.Epochs);
}
