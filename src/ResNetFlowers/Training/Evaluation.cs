using ResNetFlowers.Data.Naming;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Training;

/// <summary>What a pass over labelled photos found.</summary>
public sealed record Evaluation
{
    /// <summary>The names of the classes, by index.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What the classes are called where people read them.</summary>
    public ReadableNames Names { get; init; } = ReadableNames.None;

    /// <summary>Mean cross entropy over the photos.</summary>
    public required double Loss { get; init; }

    /// <summary>Photos whose class was among the five most probable.</summary>
    public required long Top5Hits { get; init; }

    /// <summary>What was taken for what.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>What the network made of each photo, in the order in which it saw them.</summary>
    public required LabelledLogits Logits { get; init; }

    /// <summary>Which photos these are, as indices into the loader's list: those that could be read.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <summary>What the logits are to be divided by for probabilities that can be trusted; 1 where nothing was fitted.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Photos looked at.</summary>
    public long Images => Confusion.Total;

    /// <summary>Share of photos whose most probable class was right, in [0, 1].</summary>
    public double Top1 => (double)Confusion.Hits / Images;

    /// <summary>Where the share lies for all photos such as these, with 95 % confidence.</summary>
    public ConfidenceInterval Top1Interval => ConfidenceInterval.Wilson(Confusion.Hits, Images);

    /// <summary>Share of photos whose class was among the five most probable, in [0, 1].</summary>
    public double Top5 => (double)Top5Hits / Images;

    /// <summary>Each class's scores.</summary>
    public IReadOnlyList<ClassScore> PerClass => [.. Classes.Select((name, index) => Confusion.Score(index, name))];
}
