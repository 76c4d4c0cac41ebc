using ResNetFlowers.Imaging;

namespace ResNetFlowers.Preview;

/// <summary>Pictures in rows and columns.</summary>
internal static class Mosaic
{
    private static readonly PixelColor Paper = new(255, 255, 255);

    /// <summary>The width or height of so many cells with a gap around each.</summary>
    /// <param name="cells">How many.</param>
    /// <param name="side">The side of each, in pixels.</param>
    public static long Extent(int cells, int side) => (long)cells * side + (cells + 1) * Gap(side);

    /// <summary>Lays pictures out, each in the middle of its cell, on white.</summary>
    /// <param name="rows">Rows of equally many pictures, none larger than a cell.</param>
    /// <param name="side">The side of a cell, in pixels.</param>
    /// <returns>A picture that the caller disposes.</returns>
    public static RgbImage Compose(IReadOnlyList<IReadOnlyList<RgbImage>> rows, int side)
    {
        RgbImage mosaic = RgbImage.Rent(checked((int)Extent(rows[0].Count, side)), checked((int)Extent(rows.Count, side)));
        Paper.Fill(mosaic);
        int step = side + Gap(side);
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < rows[row].Count; column++)
                Paste(rows[row][column], mosaic, Gap(side) + column * step, Gap(side) + row * step, side);
        }

        return mosaic;
    }

    private static int Gap(int side) => Math.Max(2, side / 32);

    private static void Paste(RgbImage image, RgbImage mosaic, int left, int top, int side)
    {
        left += (side - image.Width) / 2;
        top += (side - image.Height) / 2;
        for (int y = 0; y < image.Height; y++) image.Row(y).CopyTo(mosaic.Row(top + y)[(left * 3)..]);
    }
}
