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

    /// <summary>Photos looked at.</summary>
    public long Images => Confusion.Total;

    /// <summary>Share of photos whose most probable class was right, in [0, 1].</summary>
    public double Top1 => (double)Confusion.Hits / Images;

    /// <summary>Share of photos whose class was among the five most probable, in [0, 1].</summary>
    public double Top5 => (double)Top5Hits / Images;

    /// <summary>Each class's scores.</summary>
    public IReadOnlyList<ClassScore> PerClass => [.. Classes.Select((name, index) => Confusion.Score(index, name))];
}
