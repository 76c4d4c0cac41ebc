using System.Buffers.Binary;

namespace ResNetFlowers.Imaging;

/// <summary>
/// Finds the orientation that a camera wrote beside the pixels: tag 0x0112 of the EXIF block in a JPEG's APP1, a PNG's eXIf or a
/// WebP's EXIF chunk (CIPA DC-008, section 4.6.4). Every offset is checked; a damaged block counts as none.
/// </summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>The orientation of a whole file, 1 (as stored) where it says nothing.</summary>
    public static Orientation Read(ImageFormat format, ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> tiff = format switch
        {
            ImageFormat.Jpeg => FindInJpeg(file),
            ImageFormat.Png => FindInPng(file),
            ImageFormat.WebP => FindInWebP(file),
            _ => default,
        };
        int value = ReadTag(tiff);
        return value is >= 1 and <= 8 ? (Orientation)value : Orientation.AsStored;
    }

    private static ReadOnlySpan<byte> FindInJpeg(ReadOnlySpan<byte> file)
    {
        var segments = new JpegSegments(file);
        while (segments.MoveNext())
        {
            if (segments.Marker == JpegSegments.App1 && segments.Content.StartsWith("Exif\0\0"u8)) return segments.Content[6..];
        }

        return default;
    }

    private static ReadOnlySpan<byte> FindInPng(ReadOnlySpan<byte> file)
    {
        foreach (PngChunk chunk in new PngChunks(file))
        {
            if (chunk.Type.SequenceEqual("eXIf"u8)) return chunk.Content;
        }

        return default;
    }

    /// <summary>RIFF chunks: four letters, a little-endian length, content padded to an even length.</summary>
    private static ReadOnlySpan<byte> FindInWebP(ReadOnlySpan<byte> file)
    {
        long position = 12;
        while (position + 8 <= file.Length)
        {
            ReadOnlySpan<byte> chunk = file[(int)position..];
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("EXIF"u8))
            {
                ReadOnlySpan<byte> content = chunk.Slice(8, (int)Math.Min(length, chunk.Length - 8));
                return content.StartsWith("Exif\0\0"u8) ? content[6..] : content;
            }

            position += 8 + (long)length + (length & 1);
        }

        return default;
    }

    /// <summary>Looks through the first directory of a TIFF block: 12 bytes an entry (tag, type, count, value).</summary>
    private static int ReadTag(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8) return 0;
        bool bigEndian = tiff.StartsWith("MM"u8);
        if (!bigEndian && !tiff.StartsWith("II"u8)) return 0;

        uint directory = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]);
        if (directory > tiff.Length - 2) return 0;
        ReadOnlySpan<byte> entries = tiff[(int)directory..];
        int count = UInt16(entries, bigEndian);
        for (int entry = 2; count > 0 && entry + 12 <= entries.Length; entry += 12, count--)
        {
            if (UInt16(entries[entry..], bigEndian) != OrientationTag) continue;
            return UInt16(entries[(entry + 2)..], bigEndian) == ShortType ? UInt16(entries[(entry + 8)..], bigEndian) : 0;
        }

        return 0;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
