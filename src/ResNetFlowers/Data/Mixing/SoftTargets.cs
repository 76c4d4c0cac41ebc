using static TorchSharp.torch;

namespace ResNetFlowers.Data.Mixing;

/// <summary>Labels as probabilities, and what mixing two photos makes of them.</summary>
public static class SoftTargets
{
    // Samples have the keys (seed, epoch, sample) and the order of an epoch (seed, epoch, −1).
    private const long BatchStreams = -2;

    /// <summary>The random numbers of one batch, which depend on nothing else.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="batch">The batch's number within the epoch.</param>
    public static RandomSource RandomFor(long seed, int epoch, int batch) => new(seed, epoch, BatchStreams, batch);

    /// <summary>Probability 1 for the label, 0 for all others.</summary>
    /// <param name="labels"><c>[N]</c>, int64.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <returns><c>[N, classes]</c>, float32, on the device of the labels.</returns>
    public static Tensor OneHot(Tensor labels, int classes)
    {
        using Tensor columns = arange(classes, int64, labels.device);
        using Tensor rows = labels.unsqueeze(1);
        using Tensor hits = rows.eq(columns);
        return hits.to(float32);
    }

    /// <summary>The batch in which every photo has the place of the one before it; the first gets the last.</summary>
    internal static Tensor Roll(Tensor batch)
    {
        using Tensor last = batch.narrow(0, batch.shape[0] - 1, 1);
        using Tensor others = batch.narrow(0, 0, batch.shape[0] - 1);
        return cat([last, others]);
    }

    /// <summary><c>share · batch + (1 − share) · roll(batch)</c>.</summary>
    internal static Tensor MixWithRolled(Tensor batch, double share)
    {
        using Tensor rolled = Roll(batch);
        rolled.mul_(1 - share);
        Tensor mixed = batch.clone();
        mixed.mul_(share).add_(rolled);
        return mixed;
    }
}
