using System.Globalization;

namespace ResNetFlowers.Models;

/// <summary>
/// How much of a network, from its input on, is not learned: nothing, the stem and some stages, or all but the head.
/// </summary>
public readonly record struct FrozenPart
{
    /// <summary>The stages of a ResNet.</summary>
    public const int MaxStages = 4;

    private readonly int _parts;

    private FrozenPart(int parts) => _parts = parts;

    /// <summary>Everything is learned.</summary>
    public static FrozenPart None => default;

    /// <summary>The head <c>fc</c> alone is learned.</summary>
    public static FrozenPart Backbone { get; } = new(MaxStages + 2);

    /// <summary>The stem and the first <paramref name="count"/> stages are not learned.</summary>
    /// <param name="count">0 (the stem alone) to <see cref="MaxStages"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many stages.</exception>
    public static FrozenPart Stages(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxStages);
        return new FrozenPart(count + 1);
    }

    /// <summary>Reads what <see cref="ToString"/> writes: <c>none</c>, a number of stages or <c>backbone</c>.</summary>
    /// <exception cref="InputException">It is none of these.</exception>
    public static FrozenPart Parse(string text)
    {
        if (text == "none") return None;
        if (text == "backbone") return Backbone;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= MaxStages
            ? Stages(count)
            : throw new InputException($"--freeze {text}: give none, 0 to {MaxStages} (the stem and so many stages) or backbone (all but the head)");
    }

    /// <summary><c>none</c>, the number of stages or <c>backbone</c>.</summary>
    public override string ToString()
    {
        if (this == None) return "none";
        return this == Backbone ? "backbone" : (_parts - 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a part of the backbone is frozen: 0 is the stem, then the stages, last what follows them.</summary>
    internal bool Covers(int part) => part < _parts;
}
