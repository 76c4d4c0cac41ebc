namespace ResNetFlowers.Imaging;

/// <summary>How many pixels a photo may have: a small file can announce more than fits into memory.</summary>
public static class PixelLimit
{
    /// <summary>Pillow's limit against decompression bombs: twice as many pixels as fill a quarter of a gibibyte at three bytes each.</summary>
    public const long Default = 178_956_970;

    /// <summary>The highest limit: at four bytes a pixel, which CMYK takes, an array holds no more.</summary>
    public const long Highest = 536_870_897;

    /// <summary>Checks a limit that somebody gave.</summary>
    /// <exception cref="InputException">It is out of range.</exception>
    public static void Require(long maxPixels)
    {
        if (maxPixels is < 1 or > Highest) throw new InputException($"--max-pixels {maxPixels}: give 1 to {Highest:N0} pixels");
    }
}
