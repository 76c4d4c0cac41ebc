namespace ResNetFlowers.Imaging;

/// <summary>What has to be done to the stored pixels to see the picture upright, numbered as in EXIF.</summary>
internal enum Orientation
{
    AsStored = 1,
    MirrorColumns = 2,
    HalfTurn = 3,
    MirrorRows = 4,
    Transpose = 5,
    QuarterTurnClockwise = 6,
    Transverse = 7,
    QuarterTurnCounterclockwise = 8,
}

/// <summary>Turns pictures upright.</summary>
internal static class OrientationTransform
{
    /// <summary>
    /// Turns a picture upright. Takes <paramref name="image"/> over: the caller owns only what comes back, which may be the same.
    /// </summary>
    public static RgbImage Apply(RgbImage image, Orientation orientation)
    {
        if (orientation == Orientation.AsStored) return image;
        using (image) return Copy(image, orientation);
    }

    /// <summary>A turned copy, which the caller disposes; <paramref name="image"/> stays the caller's.</summary>
    public static RgbImage Copy(RgbImage image, Orientation orientation)
    {
        bool swapsSides = orientation >= Orientation.Transpose;
        RgbImage upright = swapsSides ? RgbImage.Rent(image.Height, image.Width) : RgbImage.Rent(image.Width, image.Height);
        Fill(upright, image, orientation);
        return upright;
    }

    /// <summary>Each destination row reads the source from a starting pixel in even steps: along a row, or down a column.</summary>
    private static void Fill(RgbImage destination, RgbImage source, Orientation orientation)
    {
        int right = source.Width - 1;
        int bottom = source.Height - 1;
        ReadOnlySpan<byte> pixels = source.Pixels;
        for (int y = 0; y < destination.Height; y++)
        {
            (int column, int row, int stepX, int stepY) = orientation switch
            {
                Orientation.AsStored => (0, y, 1, 0),
                Orientation.MirrorColumns => (right, y, -1, 0),
                Orientation.HalfTurn => (right, bottom - y, -1, 0),
                Orientation.MirrorRows => (0, bottom - y, 1, 0),
                Orientation.Transpose => (y, 0, 0, 1),
                Orientation.QuarterTurnClockwise => (y, bottom, 0, -1),
                Orientation.Transverse => (right - y, bottom, 0, -1),
                Orientation.QuarterTurnCounterclockwise => (right - y, 0, 0, 1),
                _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "is not an EXIF orientation"),
            };
            int from = (row * source.Width + column) * 3;
            int step = (stepY * source.Width + stepX) * 3;
            Span<byte> to = destination.Row(y);
            for (int x = 0; x < to.Length; x += 3, from += step)
            {
                to[x] = pixels[from];
                to[x + 1] = pixels[from + 1];
                to[x + 2] = pixels[from + 2];
            }
        }
    }
}
