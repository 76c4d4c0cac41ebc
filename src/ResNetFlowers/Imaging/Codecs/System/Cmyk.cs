namespace ResNetFlowers.Imaging.Codecs;

/// <summary>Ink to light, in Pillow's integer arithmetic.</summary>
internal static class Cmyk
{
    /// <summary>
    /// Converts a JPEG's CMYK samples, which Adobe's programs store inverted (255 is no ink) and everyone follows:
    /// <c>light = (255 − K) − ink · (255 − K) / 255</c>, the product rounded.
    /// </summary>
    /// <param name="cmyk">Four bytes a pixel, inverted.</param>
    /// <param name="rgb">Three bytes a pixel.</param>
    public static void ToRgb(ReadOnlySpan<byte> cmyk, Span<byte> rgb)
    {
        for (int from = 0, to = 0; from < cmyk.Length; from += 4, to += 3)
        {
            int light = cmyk[from + 3];
            rgb[to] = Channel(cmyk[from], light);
            rgb[to + 1] = Channel(cmyk[from + 1], light);
            rgb[to + 2] = Channel(cmyk[from + 2], light);
        }
    }

    private static byte Channel(int inverted, int light)
    {
        int product = (255 - inverted) * light + 128;
        return (byte)(light - ((product + (product >> 8)) >> 8));
    }
}
