using static ResNetFlowers.Imaging.Codecs.LibGd;

namespace ResNetFlowers.Imaging.Codecs;

/// <summary>Copies pixels between gd's rows, 32-bit colours or palette indices, and ours.</summary>
internal static unsafe class GdPixels
{
    /// <summary>
    /// Copies a gd picture to its place. What it leaves uncovered (a GIF's first frame may be smaller than its screen) gets the
    /// transparent colour, or without one the palette's first, as in Pillow.
    /// </summary>
    public static void Read(GdImage* picture, RgbImage image, int left, int top)
    {
        if (picture->Sx < image.Width || picture->Sy < image.Height) FillBackground(picture, image);
        for (int y = 0; y < picture->Sy; y++)
        {
            Span<byte> to = image.Row(top + y).Slice(left * 3, picture->Sx * 3);
            if (picture->TrueColor != 0) ReadColors(new ReadOnlySpan<int>(picture->TruePixels[y], picture->Sx), to);
            else ReadIndices(picture, new ReadOnlySpan<byte>(picture->Pixels[y], picture->Sx), to);
        }
    }

    /// <summary>Copies a picture of ours into a true-colour gd picture of the same size, opaque.</summary>
    public static void Write(RgbImage image, GdImage* picture)
    {
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> from = image.Row(y);
            int* to = picture->TruePixels[y];
            for (int x = 0; x < image.Width; x++) to[x] = from[x * 3] << 16 | from[x * 3 + 1] << 8 | from[x * 3 + 2];
        }
    }

    private static void ReadColors(ReadOnlySpan<int> from, Span<byte> to)
    {
        for (int x = 0; x < from.Length; x++)
        {
            int color = from[x];
            to[x * 3] = (byte)(color >> 16);
            to[x * 3 + 1] = (byte)(color >> 8);
            to[x * 3 + 2] = (byte)color;
        }
    }

    private static void ReadIndices(GdImage* picture, ReadOnlySpan<byte> from, Span<byte> to)
    {
        for (int x = 0; x < from.Length; x++) Paint(picture, from[x], to.Slice(x * 3, 3));
    }

    private static void FillBackground(GdImage* picture, RgbImage image)
    {
        int index = picture->Transparent is >= 0 and < MaxColors ? picture->Transparent : 0;
        Span<byte> pixels = image.Pixels;
        for (int at = 0; at < pixels.Length; at += 3) Paint(picture, index, pixels.Slice(at, 3));
    }

    private static void Paint(GdImage* picture, int index, Span<byte> pixel)
    {
        pixel[0] = (byte)picture->Red[index];
        pixel[1] = (byte)picture->Green[index];
        pixel[2] = (byte)picture->Blue[index];
    }
}
