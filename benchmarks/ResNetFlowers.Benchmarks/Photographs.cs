using ResNetFlowers.Imaging;

namespace ResNetFlowers.Benchmarks;

/// <summary>What stands for a photo where none is at hand.</summary>
internal static class Photographs
{
    private const int Width = 500;
    private const int Height = 375;

    /// <summary>A picture with as much detail as a photo has; the caller disposes it.</summary>
    public static RgbImage Picture()
    {
        RgbImage picture = RgbImage.Rent(Width, Height);
        RandomSource random = new(0);
        for (int y = 0; y < Height; y++)
        {
            Span<byte> row = picture.Row(y);
            for (int i = 0; i < row.Length; i++) row[i] = (byte)((i + y * (i % 3 + 1)) / 4 + random.Below(16));
        }

        return picture;
    }

    /// <summary>Its file.</summary>
    public static byte[] Jpeg()
    {
        using RgbImage picture = Picture();
        return ImageCodec.EncodeJpeg(picture);
    }
}
