using System.Runtime.InteropServices;

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
        RgbImage upright = Copy(image, orientation);
        image.Recycle();
        return upright;
    }

    /// <summary>A turned copy, which the caller disposes; <paramref name="image"/> stays the caller's.</summary>
    public static RgbImage Copy(RgbImage image, Orientation orientation)
    {
        RgbImage upright = SwapsSides(orientation) ? RgbImage.Rent(image.Height, image.Width) : RgbImage.Rent(image.Width, image.Height);
        Fill(upright, image, orientation);
        return upright;
    }

    /// <summary>The stored pixels that a part of the upright picture is made of.</summary>
    /// <param name="upright">The part.</param>
    /// <param name="width">Columns of the stored picture.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="orientation">What turns it upright.</param>
    public static PixelBox ToStored(PixelBox upright, int width, int height, Orientation orientation)
    {
        Walk first = Along(upright.Top, width, height, orientation).Skip(upright.Left);
        Walk last = Along(upright.Top + upright.Height - 1, width, height, orientation).Skip(upright.Left + upright.Width - 1);
        return new PixelBox(
            Math.Min(first.Column, last.Column), Math.Min(first.Row, last.Row),
            Math.Abs(first.Column - last.Column) + 1, Math.Abs(first.Row - last.Row) + 1);
    }

    /// <summary>Whether rows become columns.</summary>
    public static bool SwapsSides(Orientation orientation) => orientation >= Orientation.Transpose;

    private static void Fill(RgbImage destination, RgbImage source, Orientation orientation)
    {
        ReadOnlySpan<byte> pixels = source.Pixels;
        for (int y = 0; y < destination.Height; y++)
        {
            Walk walk = Along(y, source.Width, source.Height, orientation);
            int from = (walk.Row * source.Width + walk.Column) * 3;
            int step = (walk.StepY * source.Width + walk.StepX) * 3;
            Span<byte> to = destination.Row(y);
            for (int x = 0; x < to.Length; x += 3, from += step)
            {
                to[x] = pixels[from];
                to[x + 1] = pixels[from + 1];
                to[x + 2] = pixels[from + 2];
            }
        }
    }

    /// <summary>A row of the upright picture reads the stored one from a pixel on in even steps: along a row, or down a column.</summary>
    private static Walk Along(int y, int width, int height, Orientation orientation) => orientation switch
    {
        Orientation.AsStored => new(0, y, 1, 0),
        Orientation.MirrorColumns => new(width - 1, y, -1, 0),
        Orientation.HalfTurn => new(width - 1, height - 1 - y, -1, 0),
        Orientation.MirrorRows => new(0, height - 1 - y, 1, 0),
        Orientation.Transpose => new(y, 0, 0, 1),
        Orientation.QuarterTurnClockwise => new(y, height - 1, 0, -1),
        Orientation.Transverse => new(width - 1 - y, height - 1, 0, -1),
        Orientation.QuarterTurnCounterclockwise => new(width - 1 - y, 0, 0, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "is not an EXIF orientation"),
    };

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Walk(int Column, int Row, int StepX, int StepY)
    {
        public Walk Skip(int steps) => this with { Column = Column + steps * StepX, Row = Row + steps * StepY };
    }
}
