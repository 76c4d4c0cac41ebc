using System.Globalization;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// Cuts out a box of random area and shape and resizes it to a square ("Going Deeper with Convolutions", Szegedy et al. 2015), drawn as
/// torchvision's <c>RandomResizedCrop.get_params</c> draws it.
/// </summary>
/// <param name="Size">The side of the result, in pixels.</param>
public sealed record RandomResizedCrop(int Size) : IImageTransform
{
    private const int Tries = 10;
    private const double MinScale = 0.08;
    private const double MaxScale = 1.0;
    private const double MinRatio = 3.0 / 4.0;
    private const double MaxRatio = 4.0 / 3.0;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        using (image) return Resizer.Resize(image, Draw(image.Width, image.Height, random), Size, Size);
    }

    /// <summary>
    /// Draws the box: an area uniform in 8 % to 100 % of the picture's and a width-to-height ratio from 3:4 to 4:3, uniform in its
    /// logarithm, ten times if it does not fit; then the largest central box of an allowed ratio.
    /// </summary>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    /// <param name="random">Where chance comes from.</param>
    public static PixelBox Draw(int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double area = (double)width * height;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            double target = area * random.Uniform(MinScale, MaxScale);
            double ratio = Math.Exp(random.Uniform(Math.Log(MinRatio), Math.Log(MaxRatio)));
            int boxWidth = (int)Math.Round(Math.Sqrt(target * ratio));
            int boxHeight = (int)Math.Round(Math.Sqrt(target / ratio));
            if (boxWidth < 1 || boxWidth > width || boxHeight < 1 || boxHeight > height) continue;
            int top = random.Below(height - boxHeight + 1);
            int left = random.Below(width - boxWidth + 1);
            return new PixelBox(left, top, boxWidth, boxHeight);
        }

        return LargestCentral(width, height);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"RandomResizedCrop(size=({Size}, {Size}), scale=({MinScale}, {MaxScale:0.0}), ratio=({MinRatio}, {MaxRatio:0.####}), " +
        $"interpolation=bilinear)");

    private static PixelBox LargestCentral(int width, int height)
    {
        double ratio = (double)width / height;
        int boxWidth = width;
        int boxHeight = height;
        if (ratio < MinRatio) boxHeight = (int)Math.Round(width / MinRatio);
        else if (ratio > MaxRatio) boxWidth = (int)Math.Round(height * MaxRatio);
        return new PixelBox((width - boxWidth) / 2, (height - boxHeight) / 2, boxWidth, boxHeight);
    }
}
