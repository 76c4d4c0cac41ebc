using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging;

/// <summary>
/// The size that a file announces, read before anything is allocated for it.
/// </summary>
/// <param name="Format">The format.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ImageHeader(ImageFormat Format, int Width, int Height)
{
    /// <summary>Reads the header.</summary>
    /// <param name="file">The file, as far as the header goes.</param>
    /// <param name="maxPixels">How many pixels it may announce.</param>
    /// <exception cref="InvalidImageException">There is none, it is damaged, or announces more.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> file, long maxPixels = PixelLimit.Default)
    {
        ImageFormat format = ImageFormats.Sniff(file);
        (long width, long height) = format switch
        {
            ImageFormat.Jpeg => JpegSize(file),
            ImageFormat.Png => PngSize(file),
            ImageFormat.WebP => WebPSize(file),
            ImageFormat.Bmp => BmpSize(file),
            _ => GifSize(file),
        };
        if (width < 1 || height < 1) throw new InvalidImageException($"is a damaged {Name(format)}: it has no size");
        if (width * height > maxPixels) throw TooLarge(width, height, maxPixels);
        return new ImageHeader(format, (int)width, (int)height);
    }

    /// <summary>The format's name as people write it.</summary>
    public static string Name(ImageFormat format) => format switch
    {
        ImageFormat.WebP => "WebP",
        _ => format.ToString().ToUpperInvariant(),
    };

    /// <summary>The complaint about a file that ends too early.</summary>
    public static InvalidImageException Truncated(ImageFormat format) => new($"is a truncated {Name(format)}") { IsTruncated = true };

    private static InvalidImageException TooLarge(long width, long height, long maxPixels)
    {
        string mend = width * height <= PixelLimit.Highest ? $"give --max-pixels {width * height} to read it" : "make it smaller";
        return new InvalidImageException($"is too large: {width}x{height} is more than {maxPixels:N0} pixels; {mend}");
    }

    private static (long Width, long Height) JpegSize(ReadOnlySpan<byte> file)
    {
        var segments = new JpegSegments(file);
        while (segments.MoveNext())
        {
            if (!segments.IsFrame || segments.Content.Length < 6) continue;
            ReadOnlySpan<byte> frame = segments.Content;
            return (BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), BinaryPrimitives.ReadUInt16BigEndian(frame[1..]));
        }

        throw Truncated(ImageFormat.Jpeg);
    }

    /// <summary>Signature, then the chunk IHDR with width and height (PNG specification, 11.2.2).</summary>
    private static (long Width, long Height) PngSize(ReadOnlySpan<byte> file)
    {
        if (file.Length < 24) throw Truncated(ImageFormat.Png);
        return (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
    }

    /// <summary>The three kinds of first chunk: extended, lossless, lossy (RFC 9649, sections 2.5 to 2.7).</summary>
    private static (long Width, long Height) WebPSize(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30) throw Truncated(ImageFormat.WebP);
        ReadOnlySpan<byte> chunk = file[12..];
        if (chunk.StartsWith("VP8X"u8)) return (1 + UInt24(file[24..]), 1 + UInt24(file[27..]));
        if (chunk.StartsWith("VP8L"u8))
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
            return (1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        int width = BinaryPrimitives.ReadUInt16LittleEndian(file[26..]);
        int height = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        return (width & 0x3FFF, height & 0x3FFF);
    }

    /// <summary>
    /// 16-bit sides in the OS/2 header of 12 bytes, 32-bit ones elsewhere; a negative height means rows from top to bottom.
    /// </summary>
    private static (long Width, long Height) BmpSize(ReadOnlySpan<byte> file)
    {
        if (file.Length < 26) throw Truncated(ImageFormat.Bmp);
        return BinaryPrimitives.ReadInt32LittleEndian(file[14..]) == 12
            ? (BinaryPrimitives.ReadUInt16LittleEndian(file[18..]), BinaryPrimitives.ReadUInt16LittleEndian(file[20..]))
            : (BinaryPrimitives.ReadInt32LittleEndian(file[18..]), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(file[22..])));
    }

    /// <summary>The logical screen's size (GIF89a specification, section 18).</summary>
    private static (long Width, long Height) GifSize(ReadOnlySpan<byte> file)
    {
        if (file.Length < 13) throw Truncated(ImageFormat.Gif);
        return (BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]));
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
