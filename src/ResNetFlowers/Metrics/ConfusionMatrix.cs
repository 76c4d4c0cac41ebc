namespace ResNetFlowers.Metrics;

/// <summary>How often photos of each class were taken for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;

    /// <summary>Creates an empty matrix of <paramref name="classes"/> × <paramref name="classes"/>.</summary>
    public ConfusionMatrix(int classes) => _counts = new long[classes, classes];

    /// <summary>How many classes there are.</summary>
    public int Classes => _counts.GetLength(0);

    /// <summary>Photos of class <paramref name="actual"/> that were taken for <paramref name="predicted"/>.</summary>
    public long this[int actual, int predicted] => _counts[actual, predicted];

    /// <summary>Photos counted.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            foreach (long count in _counts) total += count;
            return total;
        }
    }

    /// <summary>Photos on the diagonal.</summary>
    public long Hits => Enumerable.Range(0, Classes).Sum(index => _counts[index, index]);

    /// <summary>Counts one photo.</summary>
    public void Add(int actual, int predicted) => _counts[actual, predicted]++;

    /// <summary>Precision, recall and F1 of one class, each in [0, 1] and 0 where it is not defined, as scikit-learn's zero_division=0.</summary>
    public ClassScore Score(int index, string name)
    {
        long predicted = 0;
        long actual = 0;
        for (int other = 0; other < Classes; other++)
        {
            predicted += _counts[other, index];
            actual += _counts[index, other];
        }

        double precision = Ratio(_counts[index, index], predicted);
        double recall = Ratio(_counts[index, index], actual);
        double f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        return new ClassScore(name, precision, recall, f1, actual);
    }

    /// <summary>The rows, one for each actual class.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Rows() =>
        [.. Enumerable.Range(0, Classes).Select(row => (IReadOnlyList<long>)[.. Enumerable.Range(0, Classes).Select(column => _counts[row, column])])];

    private static double Ratio(long part, long whole) => whole > 0 ? (double)part / whole : 0;
}

/// <summary>How well one class is told from the others.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Precision">Of the photos taken for it, the share that is it.</param>
/// <param name="Recall">Of its photos, the share taken for it.</param>
/// <param name="F1">The harmonic mean of the two.</param>
/// <param name="Support">Its photos.</param>
public sealed record ClassScore(string Class, double Precision, double Recall, double F1, long Support);
