namespace ResNetFlowers.Imaging.Lettering;

/// <summary>Writes ASCII into pictures, in letters of 5 by 7 pixels or a multiple of that.</summary>
public static class BitmapFont
{
    /// <summary>Rows of a letter.</summary>
    public const int Height = 7;

    /// <summary>Columns from one letter to the next.</summary>
    public const int Advance = 6;

    private const char Unknown = '?';

    /// <summary>Whether all of a text can be written.</summary>
    public static bool Has(string text) => text.All(IsKnown);

    /// <summary>Columns that a text takes.</summary>
    /// <param name="text">One line.</param>
    /// <param name="scale">Pixels to each of a letter's, at least 1.</param>
    public static int Width(string text, int scale) => Math.Max(0, text.Length * Advance - 1) * scale;

    /// <summary>Writes a text; what does not fit into the picture is cut off, and a letter that there is not is a question mark.</summary>
    /// <param name="image">The picture to change.</param>
    /// <param name="text">One line.</param>
    /// <param name="left">The first letter's first column.</param>
    /// <param name="top">Its first row.</param>
    /// <param name="scale">Pixels to each of a letter's, at least 1.</param>
    /// <param name="color">The ink.</param>
    public static void Draw(RgbImage image, string text, int left, int top, int scale, PixelColor color)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        for (int y = Math.Max(0, top); y < Math.Min(image.Height, top + Height * scale); y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = Math.Max(0, left); x < Math.Min(image.Width, left + Width(text, scale)); x++)
            {
                (int letter, int column) = Math.DivRem((x - left) / scale, Advance);
                if (column == Advance - 1 || !Glyphs.HasInk(IsKnown(text[letter]) ? text[letter] : Unknown, column, (y - top) / scale)) continue;
                row[3 * x] = color.Red;
                row[3 * x + 1] = color.Green;
                row[3 * x + 2] = color.Blue;
            }
        }
    }

    private static bool IsKnown(char letter) => letter is >= Glyphs.First and <= Glyphs.Last;
}
