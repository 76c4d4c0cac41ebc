using ResNetFlowers.Imaging.Bmp;
using ResNetFlowers.Imaging.Codecs;
using ResNetFlowers.Imaging.Jpeg;

namespace ResNetFlowers.Imaging;

/// <summary>
/// Bytes of a file to pixels and back. Which library does the work is settled when the project is built; everything that must not
/// depend on it (telling formats apart, the limit on size, orientation, the wording of complaints) is here. Safe on any thread.
/// </summary>
public static class ImageCodec
{
    /// <summary>The JPEG quality that <see cref="EncodeJpeg"/> takes if none is given.</summary>
    public const int DefaultJpegQuality = 92;

    /// <summary>Whether a path ends in .jpg, .jpeg, .png, .webp, .bmp or .gif, in any case of letters.</summary>
    public static bool HasImageExtension(string path) => ImageFormats.HasImageExtension(path);

    /// <summary>
    /// Decodes a JPEG, PNG, WebP, BMP or GIF (its first frame), told by its first bytes, and turns it upright as its EXIF orientation
    /// says. Alpha is dropped without blending; CMYK becomes RGB as Pillow converts it.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="maxPixels">How many pixels it may have, see <see cref="PixelLimit"/>.</param>
    /// <returns>A picture that the caller disposes.</returns>
    /// <exception cref="InvalidImageException">The bytes are no picture, or a damaged, truncated or oversized one.</exception>
    /// <exception cref="InputException">A native library is missing.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, long maxPixels = PixelLimit.Default)
    {
        ImageHeader header = ImageHeader.Read(file, maxPixels);
        return OrientationTransform.Apply(DecodeStored(file, header), ExifOrientation.Read(header.Format, file));
    }

    /// <summary>The same, and what the platform's decoder thought of it.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="flaw">The decoder's words about damage that it read over, as Pillow does; null where it noticed none.</param>
    /// <param name="maxPixels">How many pixels it may have.</param>
    /// <exception cref="InvalidImageException">As <see cref="Decode(ReadOnlySpan{byte}, long)"/>.</exception>
    /// <exception cref="InputException">A native library is missing.</exception>
    internal static RgbImage Decode(ReadOnlySpan<byte> file, out string? flaw, long maxPixels = PixelLimit.Default)
    {
        ImageHeader header = ImageHeader.Read(file, maxPixels);
        RgbImage stored = DecodeWhole(file, header, out flaw);
        return OrientationTransform.Apply(stored, ExifOrientation.Read(header.Format, file));
    }

    /// <summary>Decodes a part of a picture, not yet turned upright; of a plain JPEG no more than the part needs.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="part">The part, as stored; null for all of it.</param>
    /// <exception cref="InvalidImageException">As <see cref="Decode(ReadOnlySpan{byte}, long)"/>.</exception>
    /// <exception cref="InputException">A native library is missing.</exception>
    internal static RgbImage DecodeStored(ReadOnlySpan<byte> file, ImageHeader header, PixelBox? part = null)
    {
        if (header.Format == ImageFormat.Jpeg && JpegDecoder.TryDecode(file, part) is { } image) return image;
        RgbImage whole = DecodeWhole(file, header, out _);
        if (part is not { } box || box == PixelBox.Whole(whole)) return whole;
        using (whole) return Cropping.Crop(whole, box);
    }

    // Where libraries differ from Pillow, or from each other, none is asked.
    private static RgbImage DecodeWhole(ReadOnlySpan<byte> file, ImageHeader header, out string? flaw)
    {
        flaw = null;
        if (header.Format == ImageFormat.Bmp) return BmpDecoder.Decode(file, header);
        return header.Format == ImageFormat.Png && Gray16Png.Is(file) ? Gray16Png.Decode(file, header) : PlatformCodec.Decode(file, header, out flaw);
    }

    /// <summary>Encodes a baseline JPEG with colour at half resolution (4:2:0).</summary>
    /// <param name="image">The picture; it stays the caller's.</param>
    /// <param name="quality">1 (smallest) to 100 (finest).</param>
    /// <exception cref="ArgumentOutOfRangeException">The quality is out of range.</exception>
    /// <exception cref="InputException">A native library is missing.</exception>
    public static byte[] EncodeJpeg(RgbImage image, int quality = DefaultJpegQuality)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return PlatformCodec.EncodeJpeg(image, quality);
    }

    /// <summary>Encodes a PNG, which keeps every pixel as it is.</summary>
    /// <param name="image">The picture; it stays the caller's.</param>
    /// <exception cref="InputException">A native library is missing.</exception>
    public static byte[] EncodePng(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PlatformCodec.EncodePng(image);
    }
}
