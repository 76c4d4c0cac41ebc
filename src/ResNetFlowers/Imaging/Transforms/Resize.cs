namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Resizes so that the shorter side has a given length and the shape stays.</summary>
/// <param name="Size">The shorter side of the result, in pixels.</param>
public sealed record Resize(int Size) : IImageTransform
{
    /// <summary>Which pixels count, and how much.</summary>
    public InterpolationMode Interpolation { get; init; } = InterpolationMode.Bilinear;

    /// <inheritdoc/>
    /// <exception cref="InvalidImageException">The picture is so long and thin that the result would be too large.</exception>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        (int width, int height) = OutputSize(image.Width, image.Height);
        if (width == image.Width && height == image.Height) return image;
        using (image)
        {
            RequireFitting(image.Width, image.Height);
            return Resizer.Resize(image, width, height, Interpolation);
        }
    }

    /// <summary>Refuses a picture of which the result would be too large.</summary>
    /// <exception cref="InvalidImageException">It is so long and thin.</exception>
    internal void RequireFitting(int width, int height)
    {
        (int resizedWidth, int resizedHeight) = OutputSize(width, height);
        if ((resizedWidth, resizedHeight) != (width, height) && (long)resizedWidth * resizedHeight > PixelLimit.Default)
            throw new InvalidImageException($"is too elongated: {width}x{height}, with {Size} pixels on the shorter side, is too large");
    }

    /// <summary>The result's size; the longer side is cut to whole pixels, not rounded, as in torchvision.</summary>
    public (int Width, int Height) OutputSize(int width, int height) => width <= height
        ? (Size, (int)((double)((long)Size * height) / width))
        : ((int)((double)((long)Size * width) / height), Size);

    /// <inheritdoc/>
    public override string ToString() =>
        $"Resize(size={Size}, interpolation={PythonText.Name(Interpolation)}, max_size=None, antialias=None)";
}
