using ResNetFlowers.Models;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training.Learning;

/// <summary>Epochs in which the same parameters are learned, with an optimizer and a schedule of their own.</summary>
/// <param name="FirstEpoch">From 1.</param>
/// <param name="LastEpoch">Included.</param>
/// <param name="Frozen">What is not learned.</param>
/// <param name="Lr">Learning rate: the highest of the schedule.</param>
internal sealed record LearningPeriod(int FirstEpoch, int LastEpoch, FrozenPart Frozen, double Lr)
{
    /// <summary>How many epochs it has.</summary>
    public int Epochs => LastEpoch - FirstEpoch + 1;

    /// <summary>The period of an epoch.</summary>
    /// <param name="options">The run's.</param>
    /// <param name="plannedEpochs">Epochs that there will be.</param>
    /// <param name="epoch">From 1.</param>
    public static LearningPeriod Of(TrainOptions options, int plannedEpochs, int epoch)
    {
        FrozenPart frozen = FrozenPart.Parse(options.Freeze);
        if (options.UnfreezeAt == 0) return new LearningPeriod(1, plannedEpochs, frozen, options.Lr);
        return epoch < options.UnfreezeAt
            ? new LearningPeriod(1, options.UnfreezeAt - 1, frozen, options.Lr)
            : new LearningPeriod(options.UnfreezeAt, Math.Max(plannedEpochs, options.UnfreezeAt), FrozenPart.None, options.UnfreezeLr ?? options.Lr);
    }
}
