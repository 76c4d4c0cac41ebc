using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// Cuts out a box of random area and shape and resizes it to a square ("Going Deeper with Convolutions", Szegedy et al. 2015), drawn as
/// torchvision's <c>RandomResizedCrop.get_params</c> draws it.
/// </summary>
/// <param name="Size">The side of the result, in pixels.</param>
public sealed record RandomResizedCrop(int Size) : IViewStep
{
    private const int Tries = 10;

    /// <summary>The box's part of the picture's area.</summary>
    public Interval Scale { get; init; } = new(0.08, 1.0);

    /// <summary>The box's width divided by its height.</summary>
    public Interval Ratio { get; init; } = new(3.0 / 4.0, 4.0 / 3.0);

    /// <summary>How the box is resized: bilinear or bicubic.</summary>
    public InterpolationMode Interpolation { get; init; } = InterpolationMode.Bilinear;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        using (image) return Resizer.Resize(image, Draw(image.Width, image.Height, random), Size, Size, Interpolation);
    }

    /// <inheritdoc/>
    public RgbImage Apply(IPhoto photo, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(photo);
        RgbImage part = photo.Decode(Draw(photo.Width, photo.Height, random));
        RgbImage resized = Resizer.Resize(part, Size, Size, Interpolation);
        part.Recycle();
        return resized;
    }

    /// <inheritdoc/>
    bool IViewStep.HasView => Interpolation != InterpolationMode.Nearest;

    /// <inheritdoc/>
    PhotoView IViewStep.View(int width, int height, RandomSource random) => PhotoView.Of(Draw(width, height, random), Size, Interpolation);

    /// <summary>
    /// Draws the box: an area uniform in <see cref="Scale"/> and a ratio uniform in the logarithm of <see cref="Ratio"/>, ten times if it
    /// does not fit; then the largest central box of an allowed ratio.
    /// </summary>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    /// <param name="random">Where chance comes from.</param>
    public PixelBox Draw(int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double area = (double)width * height;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            double target = area * Scale.Draw(random);
            double ratio = Ratio.DrawLogarithm(random);
            int boxWidth = (int)Math.Round(Math.Sqrt(target * ratio));
            int boxHeight = (int)Math.Round(Math.Sqrt(target / ratio));
            if (boxWidth < 1 || boxWidth > width || boxHeight < 1 || boxHeight > height) continue;
            int top = random.Below(height - boxHeight + 1);
            int left = random.Below(width - boxWidth + 1);
            return new PixelBox(left, top, boxWidth, boxHeight);
        }

        return LargestCentral(width, height);
    }

    /// <summary>The stray parenthesis is torchvision 0.14's.</summary>
    public override string ToString() =>
        $"RandomResizedCrop(size=({Size}, {Size}), scale=({PythonText.Rounded(Scale.Low)}, {PythonText.Rounded(Scale.High)}), " +
        $"ratio=({PythonText.Rounded(Ratio.Low)}, {PythonText.Rounded(Ratio.High)}), " +
        $"interpolation={PythonText.Name(Interpolation)}), antialias=None)";

    private PixelBox LargestCentral(int width, int height)
    {
        double ratio = (double)width / height;
        int boxWidth = width;
        int boxHeight = height;
        if (ratio < Ratio.Low) boxHeight = (int)Math.Round(width / Ratio.Low);
        else if (ratio > Ratio.High) boxWidth = (int)Math.Round(height * Ratio.High);
        return new PixelBox((width - boxWidth) / 2, (height - boxHeight) / 2, boxWidth, boxHeight);
    }
}
