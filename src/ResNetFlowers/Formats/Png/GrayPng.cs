using System.Buffers.Binary;
using System.IO.Compression;
using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Formats.Png;

/// <summary>
/// Encodes 8-bit grey pictures as PNG (https://www.w3.org/TR/png-3/), a third of what three equal channels would take: the
/// header, one block of zlib data, the end.
/// </summary>
internal static class GrayPng
{
    private const byte BitDepth = 8;
    private const byte Grayscale = 0;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes a picture.</summary>
    /// <param name="pixels"><c>[height, width]</c>, rows from top to bottom, 0 is black.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <exception cref="ArgumentException">The pixels are not a whole number of rows.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (pixels.IsEmpty || pixels.Length % width != 0) throw new ArgumentException("is not a whole number of rows", nameof(pixels));
        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, Header(width, pixels.Length / width));
        WriteChunk(file, "IDAT"u8, Compress(pixels, width));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Header(int width, int height)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = BitDepth;
        header[9] = Grayscale;
        return header; // deflate, the five filters, no interlacing: all 0
    }

    /// <summary>Rows, each behind the number of its filter: 0, for small pictures gain nothing by one.</summary>
    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> pixels, int width)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (; !pixels.IsEmpty; pixels = pixels[width..])
            {
                zlib.WriteByte(0);
                zlib.Write(pixels[..width]);
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    /// <summary>Length, type, content, and the checksum of type and content.</summary>
    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        int start = (int)file.Position;
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(file.GetBuffer().AsSpan(start, type.Length + content.Length)));
        file.Write(number);
    }
}
