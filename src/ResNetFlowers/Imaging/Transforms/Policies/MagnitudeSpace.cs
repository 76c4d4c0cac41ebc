namespace ResNetFlowers.Imaging.Transforms.Policies;

/// <summary>
/// How strong each operation can be: magnitudes in even steps, from none to the most. In single precision, as torchvision's tensors
/// hold them (<c>_augmentation_space</c>).
/// </summary>
internal sealed record MagnitudeSpace
{
    private const int AllBits = 8;

    /// <summary>The largest move as a part of the side, where none is given in pixels.</summary>
    private const double TranslatePart = 150.0 / 331.0;

    /// <summary>The largest slope of a shear.</summary>
    public required float Shear { get; init; }

    /// <summary>The largest move, in pixels; null for <c>150 / 331</c> of the side.</summary>
    public float? Translate { get; init; }

    /// <summary>The largest angle, in degrees.</summary>
    public required float Rotate { get; init; }

    /// <summary>The largest distance from 1 of the factors of brightness, colour, contrast and sharpness.</summary>
    public required float Enhance { get; init; }

    /// <summary>How many bits posterizing takes away at most.</summary>
    public required int PosterizeBits { get; init; }

    /// <summary>The space of TrivialAugment Wide.</summary>
    public static MagnitudeSpace Wide { get; } = new() { Shear = 0.99f, Translate = 32, Rotate = 135, Enhance = 0.99f, PosterizeBits = 6 };

    /// <summary>The space of AutoAugment and RandAugment.</summary>
    public static MagnitudeSpace Standard { get; } = new() { Shear = 0.3f, Rotate = 30, Enhance = 0.9f, PosterizeBits = 4 };

    /// <summary>One of an operation's magnitudes, 0 for an operation that has none.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="bin">Which, from 0 (none) to <paramref name="bins"/> − 1 (most).</param>
    /// <param name="bins">How many there are, at least 2.</param>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such magnitude.</exception>
    public double Of(Operation operation, int bin, int bins, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(bin);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bin, bins);
        return Magnitude(operation, bin, bins, width, height);
    }

    private double Magnitude(Operation operation, int bin, int bins, int width, int height) => operation switch
    {
        Operation.ShearX or Operation.ShearY => Step(0, Shear, bin, bins),
        Operation.TranslateX => Step(0, Translate ?? (float)(TranslatePart * width), bin, bins),
        Operation.TranslateY => Step(0, Translate ?? (float)(TranslatePart * height), bin, bins),
        Operation.Rotate => Step(0, Rotate, bin, bins),
        Operation.Brightness or Operation.Color or Operation.Contrast or Operation.Sharpness => Step(0, Enhance, bin, bins),
        Operation.Posterize => AllBits - MathF.Round(bin / (float)((bins - 1) / (double)PosterizeBits)),
        Operation.Solarize => Step(255, 0, bin, bins),
        _ => 0,
    };

    /// <summary>An element of <c>torch.linspace</c>, which counts from whichever end is nearer.</summary>
    private static float Step(float start, float end, int index, int count)
    {
        float step = (end - start) / (count - 1);
        return index < count / 2 ? start + step * index : end - step * (count - index - 1);
    }
}
