namespace ResNetFlowers.Imaging.Lettering;

/// <summary>Writes a line under a picture.</summary>
public static class Caption
{
    // A letter for each so many columns of the picture, as far as the line allows.
    private const int ColumnsPerScale = 160;

    private static readonly PixelColor Paper = new(255, 255, 255);
    private static readonly PixelColor Ink = new(0, 0, 0);

    /// <summary>The picture with a white strip below it that holds a line; wider where the line is, in its smallest letters.</summary>
    /// <param name="image">The picture; it stays the caller's.</param>
    /// <param name="text">One line; see <see cref="BitmapFont"/> for its letters.</param>
    /// <returns>A new picture that the caller disposes.</returns>
    public static RgbImage Under(RgbImage image, string text)
    {
        ArgumentNullException.ThrowIfNull(image);
        int letters = Width(text, scale: 1);
        int scale = Math.Max(1, Math.Min(image.Width / ColumnsPerScale, image.Width / letters));
        int width = Math.Max(image.Width, Width(text, scale));
        int margin = Margin(scale);
        RgbImage result = RgbImage.Rent(width, image.Height + BitmapFont.Height * scale + 2 * margin);
        Paper.Fill(result);
        for (int y = 0; y < image.Height; y++) image.Row(y).CopyTo(result.Row(y));
        BitmapFont.Draw(result, text, margin, image.Height + margin, scale, Ink);
        return result;
    }

    private static int Width(string text, int scale) => BitmapFont.Width(text, scale) + 2 * Margin(scale);

    private static int Margin(int scale) => 3 * scale;
}
