namespace ResNetFlowers.Data.SyntheticFlowers;

/// <summary>Which pictures to draw, and where to.</summary>
public sealed record SynthOptions
{
    /// <summary>The most pictures of a class: their names have four digits, so that they sort by number.</summary>
    private const int MostPerClass = 9999;

    /// <summary>The folder that receives one sub-folder per class.</summary>
    public required string Out { get; init; }

    /// <summary>Pictures of each class, 1 to 9999.</summary>
    public int PerClass { get; init; } = 120;

    /// <summary>Which series of pictures: picture 7 of a class is the same however many are drawn.</summary>
    public long Seed { get; init; }

    /// <summary>Pixels a side, <see cref="FlowerPainter.SmallestSize"/> to <see cref="FlowerPainter.LargestSize"/>.</summary>
    public int Size { get; init; } = 128;

    /// <summary>Checks what can be checked without looking at the disk.</summary>
    /// <exception cref="InputException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Out)) throw new InputException("OUT: is empty; name the folder for the pictures");
        Require("--per-class", PerClass, 1, MostPerClass);
        Require("--size", Size, FlowerPainter.SmallestSize, FlowerPainter.LargestSize);
    }

    private static void Require(string option, int value, int least, int most)
    {
        if (value >= least && value <= most) return;
        throw new InputException($"{option} {value}: is out of range; give a number from {least} to {most}");
    }
}
