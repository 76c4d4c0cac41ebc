using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Resizes to a square, whatever the picture's shape.</summary>
/// <param name="Size">The side of the result, in pixels.</param>
public sealed record ResizeSquare(int Size) : IViewStep
{
    /// <summary>Which pixels count, and how much.</summary>
    public InterpolationMode Interpolation { get; init; } = InterpolationMode.Bilinear;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width == Size && image.Height == Size) return image;
        using (image) return Resizer.Resize(image, Size, Size, Interpolation);
    }

    /// <inheritdoc/>
    bool IViewStep.HasView => Interpolation != InterpolationMode.Nearest;

    /// <inheritdoc/>
    PhotoView IViewStep.View(int width, int height, RandomSource random) => PhotoView.Of(new PixelBox(0, 0, width, height), Size, Interpolation);

    /// <inheritdoc/>
    public override string ToString() =>
        $"Resize(size=({Size}, {Size}), interpolation={PythonText.Name(Interpolation)}, max_size=None, antialias=None)";
}
