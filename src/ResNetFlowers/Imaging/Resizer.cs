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

    /// <summary>The same with the choice between the two ways, for tests and measurements.</summary>
    internal static RgbImage Resize(
        RgbImage source, PixelBox box, int width, int height, bool vectorize,
        InterpolationMode interpolation = InterpolationMode.Bilinear)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!box.IsInside(source.Width, source.Height))
            throw new ArgumentOutOfRangeException(nameof(box), box, $"is not inside a picture of {source.Width}x{source.Height}");

        if (interpolation == InterpolationMode.Nearest) return Nearest(source, box, width, height);

        RgbImage result = RgbImage.Rent(width, height);
        ResizeFilter filter = interpolation == InterpolationMode.Bicubic ? ResizeFilter.Bicubic : ResizeFilter.Bilinear;
        int sourceStride = source.Width * 3;
        ReadOnlySpan<byte> input = source.Pixels[(box.Top * sourceStride + box.Left * 3)..];
        if (height == box.Height)
        {
            ResizeRows(input, sourceStride, result.Pixels, box, width, filter, vectorize);
        }
        else if (width == box.Width)
        {
            ResizeColumns(input, sourceStride, result, box.Height, filter, vectorize);
        }
        else
        {
            byte[] between = ArrayPool<byte>.Shared.Rent(checked(width * 3 * box.Height));
            ResizeRows(input, sourceStride, between, box, width, filter, vectorize);
            ResizeColumns(between, width * 3, result, box.Height, filter, vectorize);
            ArrayPool<byte>.Shared.Return(between);
        }

        return result;
    }

    /// <summary>Positions are counted from the part's own corner, so that their rounding is that of a picture cropped first.</summary>
    private static RgbImage Nearest(RgbImage source, PixelBox box, int width, int height)
    {
        using RgbImage part = Cropping.Crop(source, box);
        RgbImage result = RgbImage.Rent(width, height);
        NearestWarp.Apply(part, result, AffineMatrix.Scale((double)box.Width / width, (double)box.Height / height));
        return result;
    }

    private static void ResizeRows(
        ReadOnlySpan<byte> input, int inputStride, Span<byte> output, PixelBox box, int width, ResizeFilter filter, bool vectorize)
    {
        if (width == box.Width)
        {
            for (int y = 0; y < box.Height; y++) input.Slice(y * inputStride, width * 3).CopyTo(output[(y * width * 3)..]);
            return;
        }

        using var coefficients = new ResizeCoefficients(box.Width, width, filter);
        for (int y = 0; y < box.Height; y++)
        {
            ReadOnlySpan<byte> from = input[(y * inputStride)..];
            Span<byte> to = output.Slice(y * width * 3, width * 3);
            if (vectorize) HorizontalPass.Vector(from, to, coefficients);
            else HorizontalPass.Scalar(from, to, coefficients);
        }
    }

    private static void ResizeColumns(
        ReadOnlySpan<byte> input, int inputStride, RgbImage output, int inputHeight, ResizeFilter filter, bool vectorize)
    {
        using var coefficients = new ResizeCoefficients(inputHeight, output.Height, filter);
        for (int y = 0; y < output.Height; y++)
        {
            if (vectorize) VerticalPass.Vector(input, inputStride, output.Row(y), y, coefficients);
            else VerticalPass.Scalar(input, inputStride, output.Row(y), y, coefficients);
        }
    }
}
