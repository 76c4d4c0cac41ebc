using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Training;

/// <summary>How many epochs fit into the time that a run may take.</summary>
internal static class TimeBudget
{
    /// <summary>The plan after an epoch: what fits if each further epoch takes as long as the last, and never more than before.</summary>
    /// <param name="options">The run's.</param>
    /// <param name="planned">Epochs that were planned until now.</param>
    /// <param name="epochs">Those that are done, at least one.</param>
    public static int PlannedEpochs(TrainOptions options, int planned, IReadOnlyList<EpochResult> epochs)
    {
        if (options.TimeBudget == TimeSpan.Zero) return planned;
        double left = options.TimeBudget.TotalSeconds - epochs.Sum(epoch => epoch.Seconds);
        double fitting = Math.Max(0, Math.Floor(left / epochs[^1].Seconds));
        return epochs.Count + (int)Math.Min(planned - epochs.Count, fitting);
    }
}
