using System.Buffers;
using System.Runtime.Intrinsics.X86;
using ResNetFlowers.Imaging.Resizing;
using ResNetFlowers.Imaging.Warping;

namespace ResNetFlowers.Imaging;

/// <summary>
/// Resizing, byte for byte Pillow's <c>Image.resize</c>. Bilinear and bicubic are antialiased: rows first, rounded to 8 bits, then
/// columns; with AVX2 by vectors, elsewhere one sample at a time, to the same result.
/// </summary>
public static class Resizer
{
    /// <summary>Resizes a whole picture.</summary>
    /// <param name="source">The picture; it stays the caller's.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="interpolation">Which pixels count, and how much.</param>
    /// <returns>A new picture that the caller disposes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or the result is too large for an array.</exception>
    public static RgbImage Resize(
        RgbImage source, int width, int height, InterpolationMode interpolation = InterpolationMode.Bilinear) =>
        Resize(source, PixelBox.Whole(source), width, height, interpolation);

    /// <summary>Resizes a part of a picture, as if it had been cropped out first: nothing beyond its edges has influence.</summary>
    /// <param name="source">The picture; it stays the caller's.</param>
    /// <param name="box">The part.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="interpolation">Which pixels count, and how much.</param>
    /// <returns>A new picture that the caller disposes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The box is not inside the picture, or a side is out of range.</exception>
    public static RgbImage Resize(
        RgbImage source, PixelBox box, int width, int height, InterpolationMode interpolation = InterpolationMode.Bilinear) =>
        Resize(source, box, width, height, Avx2.IsSupported, interpolation);

    /// <summary>Resizes a whole picture and keeps a part of the result, without computing the rest.</summary>
    /// <param name="source">The picture; it stays the caller's.</param>
    /// <param name="width">Columns of the whole result, at least 1.</param>
    /// <param name="height">Rows of the whole result, at least 1.</param>
    /// <param name="window">The part of the result.</param>
    /// <param name="interpolation">Which pixels count, and how much.</param>
    /// <returns>A new picture, of the window's size, that the caller disposes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The window is not inside the result, or a side is out of range.</exception>
    public static RgbImage ResizeAndCrop(
        RgbImage source, int width, int height, PixelBox window, InterpolationMode interpolation = InterpolationMode.Bilinear)
    {
        if (!window.IsInside(width, height))
            throw new ArgumentOutOfRangeException(nameof(window), window, $"is not inside a picture of {width}x{height}");
        return Resize(source, PixelBox.Whole(source), width, height, window, Avx2.IsSupported, interpolation);
    }

    /// <summary>The same with the choice between the two ways, for tests and measurements.</summary>
    internal static RgbImage Resize(
        RgbImage source, PixelBox box, int width, int height, bool vectorize,
        InterpolationMode interpolation = InterpolationMode.Bilinear) =>
        Resize(source, box, width, height, new PixelBox(0, 0, width, height), vectorize, interpolation);

    private static RgbImage Resize(
        RgbImage source, PixelBox box, int width, int height, PixelBox window, bool vectorize, InterpolationMode interpolation)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!box.IsInside(source.Width, source.Height))
            throw new ArgumentOutOfRangeException(nameof(box), box, $"is not inside a picture of {source.Width}x{source.Height}");
        if (interpolation == InterpolationMode.Nearest) return Nearest(source, box, width, height, window);

        RgbImage result = RgbImage.Rent(window.Width, window.Height);
        ResizeFilter filter = interpolation == InterpolationMode.Bicubic ? ResizeFilter.Bicubic : ResizeFilter.Bilinear;
        int stride = source.Width * 3;
        ReadOnlySpan<byte> input = source.Pixels[(box.Top * stride + box.Left * 3)..];
        if (height == box.Height)
        {
            ResizeRows(input[(window.Top * stride)..], stride, result.Pixels, window.Height, box.Width, width, window, filter, vectorize);
            return result;
        }

        using var rows = new ResizeCoefficients(box.Height, height, window.Top, window.Height, filter);
        if (width == box.Width)
        {
            ResizeColumns(input[(window.Left * 3)..], stride, result, rows, vectorize);
            return result;
        }

        // Only the rows that the window needs; those before them have room between, but are not computed.
        int skipped = rows.Starts[0];
        int needed = rows.Starts[^1] + rows.Counts[^1] - skipped;
        byte[] between = ArrayPool<byte>.Shared.Rent(checked(window.Width * 3 * (skipped + needed)));
        ResizeRows(
            input[(skipped * stride)..], stride, between.AsSpan(skipped * window.Width * 3), needed, box.Width, width, window, filter, vectorize);
        ResizeColumns(between, window.Width * 3, result, rows, vectorize);
        ArrayPool<byte>.Shared.Return(between);
        return result;
    }

    /// <summary>Positions are counted from the part's own corner, so that their rounding is that of a picture cropped first.</summary>
    private static RgbImage Nearest(RgbImage source, PixelBox box, int width, int height, PixelBox window)
    {
        using RgbImage part = Cropping.Crop(source, box);
        using RgbImage whole = RgbImage.Rent(width, height);
        NearestWarp.Apply(part, whole, AffineMatrix.Scale((double)box.Width / width, (double)box.Height / height));
        return Cropping.Crop(whole, window);
    }

    private static void ResizeRows(
        ReadOnlySpan<byte> input, int inputStride, Span<byte> output, int rows, int inputWidth, int width, PixelBox window,
        ResizeFilter filter, bool vectorize)
    {
        int outputStride = window.Width * 3;
        if (width == inputWidth)
        {
            for (int y = 0; y < rows; y++)
                input.Slice(y * inputStride + window.Left * 3, outputStride).CopyTo(output[(y * outputStride)..]);
            return;
        }

        using var coefficients = new ResizeCoefficients(inputWidth, width, window.Left, window.Width, filter);
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<byte> from = input[(y * inputStride)..];
            Span<byte> to = output.Slice(y * outputStride, outputStride);
            if (vectorize) HorizontalPass.Vector(from, to, coefficients);
            else HorizontalPass.Scalar(from, to, coefficients);
        }
    }

    private static void ResizeColumns(
        ReadOnlySpan<byte> input, int inputStride, RgbImage output, ResizeCoefficients coefficients, bool vectorize)
    {
        for (int y = 0; y < output.Height; y++)
        {
            if (vectorize) VerticalPass.Vector(input, inputStride, output.Row(y), y, coefficients);
            else VerticalPass.Scalar(input, inputStride, output.Row(y), y, coefficients);
        }
    }
}
