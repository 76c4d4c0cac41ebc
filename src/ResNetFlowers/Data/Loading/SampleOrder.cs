namespace ResNetFlowers.Data.Loading;

/// <summary>Which samples an epoch takes, and in which order.</summary>
public enum SampleOrder
{
    /// <summary>Each once, in the order of the list.</summary>
    Sequential,

    /// <summary>Each once, in an order that every epoch has to itself.</summary>
    Shuffled,

    /// <summary>
    /// As many draws as there are samples, each from a class that is as likely as any other: torch's WeightedRandomSampler with
    /// replacement and the weights 1 / (photos of the class). Photos of a small class come more than once, others not at all.
    /// </summary>
    Balanced,
}

/// <summary>Draws the orders.</summary>
public static class SampleOrders
{
    /// <summary>The samples of an epoch. It depends on the arguments alone.</summary>
    /// <returns>As many indices into <paramref name="samples"/> as it has entries.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not a member of the enumeration.</exception>
    public static int[] Draw(this SampleOrder order, IReadOnlyList<Sample> samples, long seed, int epoch)
    {
        // The sample −1 does not exist: its stream is the one that orders the others.
        var random = new RandomSource(seed, epoch, -1);
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        switch (order)
        {
            case SampleOrder.Sequential:
                return all;
            case SampleOrder.Shuffled:
                random.Shuffle<int>(all);
                return all;
            case SampleOrder.Balanced:
                int[][] classes = [.. all.GroupBy(index => samples[index].Label).OrderBy(ofClass => ofClass.Key).Select(ofClass => ofClass.ToArray())];
                return Array.ConvertAll(all, _ => Any(Any(classes)));
            default:
                throw new ArgumentOutOfRangeException(nameof(order), order, "Not an order of samples.");
        }

        T Any<T>(T[] items) => items[random.Below(items.Length)];
    }
}
