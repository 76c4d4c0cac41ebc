using ResNetFlowers.Imaging.Warping;

namespace ResNetFlowers.Imaging;

/// <summary>
/// Turns and warps, byte for byte torchvision's on Pillow's pictures (<c>torchvision.transforms.functional.rotate</c> and
/// <c>affine</c>).
/// </summary>
public static class Geometry
{
    /// <summary>Turns a picture.</summary>
    /// <param name="image">The picture; it stays the caller's.</param>
    /// <param name="degrees">Counter-clockwise.</param>
    /// <param name="interpolation">Nearest or bilinear.</param>
    /// <param name="expand">Whether the result becomes large enough for the whole of the turned picture.</param>
    /// <param name="fill">What is seen beyond the picture's edges.</param>
    /// <param name="center">The point that stays in place, in pixels; the middle if null.</param>
    /// <returns>A new picture that the caller disposes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interpolation is another one.</exception>
    public static RgbImage Rotate(
        RgbImage image, double degrees, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false,
        PixelColor fill = default, (double X, double Y)? center = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        degrees = Positive(degrees);
        if (center is null && QuarterTurns(image, degrees, expand) is { } orientation) return OrientationTransform.Copy(image, orientation);

        AffineMatrix matrix = center is { } point ? AffineMatrix.Rotation(degrees, point.X, point.Y) : RotationMatrix(degrees, image.Width, image.Height);
        (int width, int height) = (image.Width, image.Height);
        if (expand)
        {
            (width, height) = Bounds(matrix, width, height);
            matrix = matrix.Around(-(width - image.Width) / 2.0, -(height - image.Height) / 2.0);
        }

        return Warp(image, new PixelBox(0, 0, width, height), matrix, interpolation, fill);
    }

    /// <summary>Turns a picture, which keeps its size, and keeps a part of the result, in most cases without computing the rest.</summary>
    /// <param name="image">The picture; it stays the caller's.</param>
    /// <param name="degrees">Counter-clockwise.</param>
    /// <param name="window">The part of the result; what lies outside the picture comes out black.</param>
    /// <param name="interpolation">Nearest or bilinear.</param>
    /// <param name="fill">What is seen beyond the picture's edges.</param>
    /// <returns>A new picture, of the window's size, that the caller disposes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interpolation is another one.</exception>
    public static RgbImage RotateAndCrop(
        RgbImage image, double degrees, PixelBox window, InterpolationMode interpolation = InterpolationMode.Nearest, PixelColor fill = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        degrees = Positive(degrees);
        AffineMatrix matrix = RotationMatrix(degrees, image.Width, image.Height);
        bool joins = window.IsInside(image.Width, image.Height) && QuarterTurns(image, degrees, expand: false) is null
            && (interpolation != InterpolationMode.Nearest || NearestWarp.IsFixed(matrix, image.Width, image.Height));
        if (joins) return Warp(image, window, matrix, interpolation, fill);
        using RgbImage rotated = Rotate(image, degrees, interpolation, expand: false, fill);
        return Cropping.Crop(rotated, window);
    }

    /// <summary>Warps a picture, which keeps its size.</summary>
    /// <param name="image">The picture; it stays the caller's.</param>
    /// <param name="warp">What to do.</param>
    /// <param name="interpolation">Nearest or bilinear.</param>
    /// <param name="fill">What is seen beyond the picture's edges.</param>
    /// <param name="center">The point about which to turn, scale and shear, in pixels; the middle if null.</param>
    /// <returns>A new picture that the caller disposes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interpolation is another one, or the scale is not above 0.</exception>
    public static RgbImage Affine(
        RgbImage image, AffineWarp warp, InterpolationMode interpolation = InterpolationMode.Nearest, PixelColor fill = default,
        (double X, double Y)? center = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(warp.Scale);
        (double x, double y) = center ?? (image.Width * 0.5, image.Height * 0.5);
        return Warp(image, PixelBox.Whole(image), AffineMatrix.Inverse(warp, x, y), interpolation, fill);
    }

    /// <summary>How <see cref="Rotate"/> turns a picture about its middle.</summary>
    /// <param name="degrees">Counter-clockwise.</param>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    internal static AffineMatrix RotationMatrix(double degrees, int width, int height) =>
        AffineMatrix.Rotation(Positive(degrees), width / 2.0, height / 2.0);

    private static RgbImage Warp(RgbImage image, PixelBox window, AffineMatrix matrix, InterpolationMode interpolation, PixelColor fill)
    {
        RgbImage result = RgbImage.Rent(window.Width, window.Height);
        fill.Fill(result);
        switch (interpolation)
        {
            case InterpolationMode.Nearest:
                NearestWarp.Apply(image, result, matrix, window.Left, window.Top);
                break;
            case InterpolationMode.Bilinear:
                BilinearWarp.Apply(image, result, matrix, window.Left, window.Top);
                break;
            default:
                result.Dispose();
                throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "is neither nearest nor bilinear");
        }

        return result;
    }

    private static double Positive(double degrees)
    {
        degrees %= 360.0;
        return degrees < 0 ? degrees + 360.0 : degrees;
    }

    /// <summary>The turns that only move pixels; a quarter turn swaps the sides, so that it needs a square or room.</summary>
    private static Orientation? QuarterTurns(RgbImage image, double degrees, bool expand) => degrees switch
    {
        0 => Orientation.AsStored,
        180 => Orientation.HalfTurn,
        90 when expand || image.Width == image.Height => Orientation.QuarterTurnCounterclockwise,
        270 when expand || image.Width == image.Height => Orientation.QuarterTurnClockwise,
        _ => null,
    };

    private static (int Width, int Height) Bounds(AffineMatrix matrix, int width, int height)
    {
        (double X, double Y) a = matrix.Map(0, 0);
        (double X, double Y) b = matrix.Map(width, 0);
        (double X, double Y) c = matrix.Map(width, height);
        (double X, double Y) d = matrix.Map(0, height);
        return (Extent(a.X, b.X, c.X, d.X), Extent(a.Y, b.Y, c.Y, d.Y));
    }

    private static int Extent(double a, double b, double c, double d) =>
        (int)(Math.Ceiling(Math.Max(Math.Max(a, b), Math.Max(c, d))) - Math.Floor(Math.Min(Math.Min(a, b), Math.Min(c, d))));
}
