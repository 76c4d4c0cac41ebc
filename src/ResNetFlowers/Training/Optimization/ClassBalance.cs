namespace ResNetFlowers.Training.Optimization;

/// <summary>How much a photo counts where some classes have more photos than others.</summary>
public static class ClassBalance
{
    /// <summary>
    /// photos / (classes · photos of the class) for each class, so that every class counts alike and a photo 1 on average: scikit-learn's
    /// class_weight="balanced".
    /// </summary>
    /// <param name="counts">Photos of each class, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class has no photo.</exception>
    public static IReadOnlyList<double> Weights(IReadOnlyList<int> counts)
    {
        foreach (int count in counts) ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(counts));
        double photos = counts.Sum(count => (long)count);
        return [.. counts.Select(count => photos / ((double)counts.Count * count))];
    }
}
