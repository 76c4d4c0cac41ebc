using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Turns pictures by a random angle.</summary>
/// <param name="Degrees">The angles, counter-clockwise.</param>
public sealed record RandomRotation(Interval Degrees) : IPictureStep
{
    /// <summary>Turns by at most an angle, either way.</summary>
    /// <param name="degrees">The largest angle, at least 0.</param>
    public RandomRotation(double degrees) : this(Interval.Around(0, degrees))
    {
    }

    /// <summary>Nearest or bilinear.</summary>
    public InterpolationMode Interpolation { get; init; } = InterpolationMode.Nearest;

    /// <summary>Whether the result becomes large enough for the whole of the turned picture.</summary>
    public bool Expand { get; init; }

    /// <summary>What is seen beyond the picture's edges.</summary>
    public PixelColor Fill { get; init; }

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        using (image) return Geometry.Rotate(image, Degrees.Draw(random), Interpolation, Expand, Fill);
    }

    /// <inheritdoc/>
    bool IPictureStep.KeepsSize => !Expand;

    /// <inheritdoc/>
    void IPictureStep.Draw(int width, int height, RandomSource random, ICollection<PictureChange> changes) =>
        changes.Add(new PictureChange(ChangeKind.Rotate, Degrees.Draw(random)) { Interpolation = Interpolation, Fill = Fill });

    /// <inheritdoc/>
    public override string ToString() =>
        $"RandomRotation(degrees={PythonText.List(Degrees)}, interpolation={PythonText.Name(Interpolation)}, " +
        $"expand={PythonText.Bool(Expand)}, fill={Fill})";
}
