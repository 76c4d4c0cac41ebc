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

    /// <summary>The same of a photo, of which no more is decoded than the result needs.</summary>
    /// <inheritdoc cref="ResizeAndCrop(RgbImage, int, int, PixelBox, InterpolationMode)"/>
    public static RgbImage ResizeAndCrop(
        IPhoto source, int width, int height, PixelBox window, InterpolationMode interpolation = InterpolationMode.Bilinear)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (interpolation == InterpolationMode.Nearest)
        {
            using RgbImage whole = source.Decode();
            return ResizeAndCrop(whole, width, height, window, interpolation);
        }

        if (!window.IsInside(width, height))
            throw new ArgumentOutOfRangeException(nameof(window), window, $"is not inside a picture of {width}x{height}");
        ResizeFilter filter = ResizeFilter.Of(interpolation);
        var columns = new ResizeAxis(source.Width, width, window.Left, window.Width);
        var rows = new ResizeAxis(source.Height, height, window.Top, window.Height);
        (int left, int partWidth) = columns.Inputs(filter);
        (int top, int partHeight) = rows.Inputs(filter);
        RgbImage part = source.Decode(new PixelBox(left, top, partWidth, partHeight));
        RgbImage result = Resize(part, -left, -top, columns, rows, filter, Avx2.IsSupported);
        part.Recycle();
        return result;
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
        var columns = new ResizeAxis(box.Width, width, window.Left, window.Width);
        var rows = new ResizeAxis(box.Height, height, window.Top, window.Height);
        return Resize(source, box.Left, box.Top, columns, rows, ResizeFilter.Of(interpolation), vectorize);
    }

    /// <summary>Resizes along both axes; their first sample is at <paramref name="left"/> and <paramref name="top"/> of the source.</summary>
    private static RgbImage Resize(
        RgbImage source, int left, int top, ResizeAxis columns, ResizeAxis rows, ResizeFilter filter, bool vectorize)
    {
        RgbImage result = RgbImage.Rent(columns.Count, rows.Count);
        int stride = source.Width * 3;
        if (rows.IsCopy)
        {
            ResizeRows(source.Pixels[((top + rows.First) * stride)..], stride, left, result.Pixels, rows.Count, columns, filter, vectorize);
            return result;
        }

        if (columns.IsCopy)
        {
            using var direct = new ResizeCoefficients(rows, top, filter);
            ResizeColumns(source.Pixels[((left + columns.First) * 3)..], stride, result, direct, vectorize);
            return result;
        }

        // Only the rows that the window needs.
        (int first, int needed) = rows.Inputs(filter);
        byte[] between = ArrayPool<byte>.Shared.Rent(checked(columns.Count * 3 * needed));
        ResizeRows(source.Pixels[((top + first) * stride)..], stride, left, between, needed, columns, filter, vectorize);
        using var coefficients = new ResizeCoefficients(rows, -first, filter);
        ResizeColumns(between, columns.Count * 3, result, coefficients, vectorize);
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
        ReadOnlySpan<byte> input, int inputStride, int left, Span<byte> output, int count, ResizeAxis columns, ResizeFilter filter,
        bool vectorize)
    {
        int outputStride = columns.Count * 3;
        if (columns.IsCopy)
        {
            for (int y = 0; y < count; y++)
                input.Slice(y * inputStride + (left + columns.First) * 3, outputStride).CopyTo(output[(y * outputStride)..]);
            return;
        }

        using var coefficients = new ResizeCoefficients(columns, left, filter);
        for (int y = 0; y < count; y++)
        {
            ReadOnlySpan<byte> from = input[(y * inputStride)..];
            Span<byte> to = output.Slice(y * outputStride, outputStride);
            if (vectorize) HorizontalPass.Vector(from, to, coefficients);
            else HorizontalPass.Scalar(from, to, coefficients);
        }
    }

    private static void ResizeColumns(
        ReadOnlySpan<byte> input, int inputStride, RgbImage output, in ResizeCoefficients coefficients, bool vectorize)
    {
        for (int y = 0; y < output.Height; y++)
        {
            if (vectorize) VerticalPass.Vector(input, inputStride, output.Row(y), y, coefficients);
            else VerticalPass.Scalar(input, inputStride, output.Row(y), y, coefficients);
        }
    }
}
