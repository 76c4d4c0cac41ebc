namespace ResNetFlowers.Imaging;

/// <summary>The picture formats that are read.</summary>
internal enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Bmp,
    Gif,
}

/// <summary>Tells formats apart, by a file's first bytes and by its extension.</summary>
internal static class ImageFormats
{
    private static readonly Dictionary<string, ImageFormat> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = ImageFormat.Jpeg,
        [".jpeg"] = ImageFormat.Jpeg,
        [".png"] = ImageFormat.Png,
        [".webp"] = ImageFormat.WebP,
        [".bmp"] = ImageFormat.Bmp,
        [".gif"] = ImageFormat.Gif,
    };

    /// <summary>Whether a path ends as a picture's does, whatever the case of its letters.</summary>
    public static bool HasImageExtension(string path) => FromExtension(path) is not null;

    /// <summary>The format that a path's end announces, whatever the case of its letters; null where it is no picture's.</summary>
    public static ImageFormat? FromExtension(string path) =>
        Extensions.TryGetValue(Path.GetExtension(path), out ImageFormat format) ? format : null;

    /// <summary>The format that the first bytes announce; the extension plays no part.</summary>
    /// <exception cref="InvalidImageException">The file is empty, is text, or begins like none of the formats.</exception>
    public static ImageFormat Sniff(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) throw new InvalidImageException("is empty (0 bytes)");
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return ImageFormat.Jpeg;
        if (file.StartsWith(PngSignature)) return ImageFormat.Png;
        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..].StartsWith("WEBP"u8)) return ImageFormat.WebP;
        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8)) return ImageFormat.Gif;
        if (file.StartsWith("BM"u8) && !IsText(file)) return ImageFormat.Bmp;
        throw new InvalidImageException(
            IsText(file) ? "is not an image: its content is text" : "is not a JPEG, PNG, WebP, BMP or GIF image");
    }

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Text has no control characters but white space; one look at the beginning is enough.</summary>
    private static bool IsText(ReadOnlySpan<byte> file)
    {
        foreach (byte value in file[..Math.Min(file.Length, 512)])
        {
            if (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')) return false;
        }

        return true;
    }
}
