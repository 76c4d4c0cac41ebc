using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ResNetFlowers.Imaging;

/// <summary>Cuts and mirrors.</summary>
public static class Cropping
{
    /// <summary>Copies a part of a picture.</summary>
    /// <param name="source">The picture; it stays the caller's.</param>
    /// <param name="box">The part; what lies outside the picture comes out black.</param>
    /// <returns>A new picture that the caller disposes.</returns>
    public static RgbImage Crop(RgbImage source, PixelBox box)
    {
        ArgumentNullException.ThrowIfNull(source);
        RgbImage result = RgbImage.Rent(box.Width, box.Height);
        if (!box.IsInside(source.Width, source.Height)) result.Pixels.Clear();

        int left = Math.Max(box.Left, 0);
        int right = Math.Min(box.Left + box.Width, source.Width);
        int bottom = Math.Min(box.Top + box.Height, source.Height);
        for (int y = Math.Max(box.Top, 0); y < bottom && left < right; y++)
        {
            source.Row(y)[(left * 3)..(right * 3)].CopyTo(result.Row(y - box.Top)[((left - box.Left) * 3)..]);
        }

        return result;
    }

    /// <summary>
    /// The box in the middle of a picture, with torchvision's rounding: where the picture is too small it is padded, the odd pixel
    /// going to the right or the bottom (a negative edge here); where it is too large, the odd pixel of what is cut off is shared as
    /// Python's <c>round</c> shares it, to the even side.
    /// </summary>
    public static PixelBox Center(int sourceWidth, int sourceHeight, int width, int height) =>
        new(CenterEdge(sourceWidth, width), CenterEdge(sourceHeight, height), width, height);

    /// <summary>Mirrors a picture in place, left to right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FlipHorizontally(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] spare = ArrayPool<byte>.Shared.Rent(image.Width * 3);
        Span<byte> kept = spare.AsSpan(0, image.Width * 3);
        for (int y = 0; y < image.Height; y++)
        {
            image.Row(y).CopyTo(kept);
            Mirror(kept, image.Row(y));
        }

        ArrayPool<byte>.Shared.Return(spare);
    }

    /// <summary>Mirrors a picture in place, top to bottom.</summary>
    public static void FlipVertically(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] spare = ArrayPool<byte>.Shared.Rent(image.Width * 3);
        Span<byte> kept = spare.AsSpan(0, image.Width * 3);
        for (int top = 0, bottom = image.Height - 1; top < bottom; top++, bottom--)
        {
            image.Row(top).CopyTo(kept);
            image.Row(bottom).CopyTo(image.Row(top));
            kept.CopyTo(image.Row(bottom));
        }

        ArrayPool<byte>.Shared.Return(spare);
    }

    private static int CenterEdge(int available, int wanted) => wanted > available
        ? -((wanted - available) / 2)
        : (int)Math.Round((available - wanted) / 2.0, MidpointRounding.ToEven);

    /// <summary>
    /// Writes the pixels of a row in the opposite order, five at a time: a vector holds them and one byte more, which comes before them
    /// where they are read, and is written over by the next five where they go.
    /// </summary>
    private static void Mirror(ReadOnlySpan<byte> from, Span<byte> to)
    {
        const int Step = 5 * 3;
        Vector128<byte> order = Vector128.Create(13, 14, 15, 10, 11, 12, 7, 8, 9, 4, 5, 6, 1, 2, 3, (byte)0);
        int at = 0;
        for (; at + Step < from.Length; at += Step)
        {
            Vector128<byte> pixels = Vector128.Create(from.Slice(from.Length - at - Step - 1, Vector128<byte>.Count));
            Vector128.Shuffle(pixels, order).CopyTo(to[at..]);
        }

        for (; at < from.Length; at += 3) from.Slice(from.Length - at - 3, 3).CopyTo(to[at..]);
    }
}
