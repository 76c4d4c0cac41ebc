using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training.Learning;

/// <summary>
/// Which batches of an epoch make which step of the optimizer: <see cref="TrainOptions.Accumulate"/> of them each, the last step what
/// is left. Batches and steps are counted from 0, and those without a readable photo are counted, too.
/// </summary>
/// <param name="options">The sizes of batches and steps.</param>
/// <param name="batches">Batches of an epoch.</param>
/// <param name="photos">Their photos.</param>
internal sealed class EpochSteps(TrainOptions options, int batches, int photos)
{
    /// <summary>Steps of an epoch.</summary>
    public int Count => Behind(batches);

    /// <summary>The step that a batch belongs to.</summary>
    public int Of(int batch) => batch / options.Accumulate;

    /// <summary>How many steps have begun when so many batches are behind.</summary>
    public int Behind(int count) => (int)((count - 1L + options.Accumulate) / options.Accumulate);

    /// <summary>Whether a batch is the last of its step, were there others behind it.</summary>
    public bool IsLast(int batch) => (batch + 1) % options.Accumulate == 0;

    /// <summary>What a batch's loss counts in its step, so that every photo counts as much.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="count">How many photos of it there are to learn from.</param>
    public double Share(int batch, int count)
    {
        if (options.Accumulate == 1) return 1;
        long photosPerStep = (long)options.BatchSize * options.Accumulate;
        return (double)count / Math.Min(photosPerStep, photos - Of(batch) * photosPerStep);
    }
}
