using ResNetFlowers.Imaging;

namespace ResNetFlowers.Reports.Photos;

/// <summary>Small pictures of all photos, for as many bytes as a page may have.</summary>
internal static class Thumbnails
{
    /// <summary>What all of them may take, in bytes of JPEG; the page writes them in base64, which adds a third.</summary>
    public const int Budget = 2_400_000;

    private const int LargestSide = 112;
    private const int SmallestSide = 40;
    private const int Quality = 72;

    // Of a photo at this quality, header and all.
    private const double BytesPerPixel = 0.28;
    private const double HeaderBytes = 620;

    /// <summary>Makes them on all cores.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="pictures">Reads them.</param>
    /// <returns>A JPEG for each photo, in order; null where the budget did not suffice (hits go first) or the photo cannot be read any more.</returns>
    public static IReadOnlyList<byte[]?> Make(IReadOnlyList<PhotoResult> photos, Pictures pictures)
    {
        int side = Side(photos.Count);
        byte[]?[] jpegs = new byte[]?[photos.Count];
        // Far beyond the budget there is no need to look.
        int[] order = [.. Enumerable.Range(0, photos.Count).OrderBy(index => photos[index].IsHit).ThenBy(index => index)];
        int most = Math.Min(order.Length, (int)(Budget / HeaderBytes));
        Parallel.For(0, most, place => jpegs[order[place]] = Encode(photos[order[place]].Path, pictures, side));
        long total = 0;
        foreach (int index in order)
        {
            total += jpegs[index]?.Length ?? 0;
            if (total > Budget) jpegs[index] = null;
        }

        return jpegs;
    }

    /// <summary>The side at which so many photos fit into the budget.</summary>
    public static int Side(int photos)
    {
        double bytes = (double)Budget / Math.Max(1, photos) - HeaderBytes;
        return (int)Math.Clamp(Math.Sqrt(Math.Max(0, bytes) / BytesPerPixel) / 8, SmallestSide / 8, LargestSide / 8) * 8;
    }

    private static byte[]? Encode(string path, Pictures pictures, int side)
    {
        try
        {
            using RgbImage view = pictures.View(path, side);
            return ImageCodec.EncodeJpeg(view, Quality);
        }
        catch (InvalidImageException)
        {
            return null;
        }
    }
}
