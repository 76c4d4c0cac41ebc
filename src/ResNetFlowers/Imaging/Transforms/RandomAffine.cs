using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Turns, moves, scales and shears pictures at random about their middle, drawn as torchvision's <c>RandomAffine</c> draws.</summary>
/// <param name="Degrees">The angles, clockwise.</param>
public sealed record RandomAffine(Interval Degrees) : IPictureStep
{
    /// <summary>Turns by at most an angle, either way.</summary>
    /// <param name="degrees">The largest angle, at least 0.</param>
    public RandomAffine(double degrees) : this(Interval.Around(0, degrees))
    {
    }

    /// <summary>The largest moves, as parts of width and height, 0 to 1; null for none.</summary>
    public (double X, double Y)? Translate { get; init; }

    /// <summary>The enlargements, above 0; null for none.</summary>
    public Interval? Scale { get; init; }

    /// <summary>The shears along the rows, in degrees; null for none.</summary>
    public Interval? Shear { get; init; }

    /// <summary>The shears along the columns, in degrees; null for none.</summary>
    public Interval? ShearY { get; init; }

    /// <summary>Nearest or bilinear.</summary>
    public InterpolationMode Interpolation { get; init; } = InterpolationMode.Nearest;

    /// <summary>What is seen beyond the picture's edges.</summary>
    public PixelColor Fill { get; init; }

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        using (image) return Geometry.Affine(image, Draw(image.Width, image.Height, random), Interpolation, Fill);
    }

    /// <summary>Draws what is to be done.</summary>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    /// <param name="random">Where chance comes from.</param>
    public AffineWarp Draw(int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double degrees = Degrees.Draw(random);
        int x = 0;
        int y = 0;
        if (Translate is { } part)
        {
            x = (int)Math.Round(Interval.Around(0, part.X * width).Draw(random));
            y = (int)Math.Round(Interval.Around(0, part.Y * height).Draw(random));
        }

        return new AffineWarp(degrees, x, y, Scale?.Draw(random) ?? 1, Shear?.Draw(random) ?? 0, ShearY?.Draw(random) ?? 0);
    }

    /// <inheritdoc/>
    void IPictureStep.Draw(int width, int height, RandomSource random, ICollection<PictureChange> changes) =>
        changes.Add(new PictureChange(ChangeKind.Affine) { Warp = Draw(width, height, random), Interpolation = Interpolation, Fill = Fill });

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = $"RandomAffine(degrees={PythonText.List(Degrees)}";
        if (Translate is { } part) text += $", translate=({PythonText.Float(part.X)}, {PythonText.Float(part.Y)})";
        if (Scale is { } scale) text += $", scale={scale}";
        if (ShearY is { } shearY) text += $", shear={PythonText.List(Shear ?? default, shearY)}";
        else if (Shear is { } shear) text += $", shear={PythonText.List(shear)}";
        if (Interpolation != InterpolationMode.Nearest) text += $", interpolation={PythonText.Name(Interpolation)}";
        if (Fill != default) text += $", fill={Fill}";
        return text + ")";
    }
}
