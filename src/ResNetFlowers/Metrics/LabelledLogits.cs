namespace ResNetFlowers.Metrics;

/// <summary>What a network made of labelled photos, all of it: a row of logits a photo.</summary>
public sealed class LabelledLogits
{
    private readonly float[] _values;

    /// <summary>Takes rows over.</summary>
    /// <param name="values"><c>[N, classes]</c>, a row a photo.</param>
    /// <param name="labels"><c>[N]</c>, the photos' true classes, each below <paramref name="classes"/>.</param>
    /// <param name="classes">How many classes there are, at least 1.</param>
    /// <exception cref="ArgumentException">The numbers do not fit together.</exception>
    public LabelledLogits(float[] values, IReadOnlyList<int> labels, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (values.Length != (long)labels.Count * classes) throw new ArgumentException($"holds {values.Length} numbers, not {labels.Count} rows of {classes}", nameof(values));
        if (labels.Any(label => label < 0 || label >= classes)) throw new ArgumentException($"are not all below {classes}", nameof(labels));
        _values = values;
        Labels = labels;
        Classes = classes;
    }

    /// <summary>How many photos there are.</summary>
    public int Count => Labels.Count;

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>The true class of each photo.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The logits of a photo.</summary>
    public ReadOnlySpan<float> Row(int photo) => _values.AsSpan(photo * Classes, Classes);

    /// <summary>The most probable class of a photo; of equals the first.</summary>
    public int Predicted(int photo)
    {
        ReadOnlySpan<float> row = Row(photo);
        int best = 0;
        for (int index = 1; index < row.Length; index++)
        {
            if (row[index] > row[best]) best = index;
        }

        return best;
    }

    /// <summary>Whether that is the true one.</summary>
    public bool IsHit(int photo) => Predicted(photo) == Labels[photo];

    /// <summary>The probability of each class of a photo: softmax of its logits over the temperature.</summary>
    /// <param name="photo">Its place.</param>
    /// <param name="temperature">Above 0; 1 leaves the logits as they are.</param>
    public double[] Probabilities(int photo, double temperature = 1)
    {
        double[] probabilities = new double[Classes];
        ReadOnlySpan<float> row = Row(photo);
        double largest = row[Predicted(photo)];
        double sum = 0;
        for (int index = 0; index < row.Length; index++)
        {
            probabilities[index] = Math.Exp((row[index] - largest) / temperature);
            sum += probabilities[index];
        }

        for (int index = 0; index < row.Length; index++) probabilities[index] /= sum;
        return probabilities;
    }
}
