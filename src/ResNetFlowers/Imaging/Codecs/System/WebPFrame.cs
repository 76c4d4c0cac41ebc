using System.Buffers.Binary;

namespace ResNetFlowers.Imaging.Codecs;

/// <summary>
/// The first frame of an animated WebP as a still one, which is all that gd reads (RFC 9649, section 2.7): its chunks, moved out of
/// their <c>ANMF</c> chunk. What it leaves uncovered stays black, as in Pillow.
/// </summary>
internal static class WebPFrame
{
    private const int FirstChunk = 12;
    private const int ChunkHeader = 8;
    private const int ExtendedLength = 10;
    private const int FrameHeader = 16;
    private const byte HasAlpha = 0x10;

    /// <summary>Takes the first frame out.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>The still file, and the frame's left and top edge on the canvas.</returns>
    /// <exception cref="InvalidImageException">There is no whole frame.</exception>
    public static (byte[] Still, int Left, int Top) First(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> frame = Find(file[FirstChunk..], "ANMF"u8);
        if (frame.Length < ChunkHeader + FrameHeader) throw ImageHeader.Truncated(ImageFormat.WebP);
        ReadOnlySpan<byte> content = frame[ChunkHeader..];
        ReadOnlySpan<byte> chunks = content[FrameHeader..];
        ReadOnlySpan<byte> lossless = Find(chunks, "VP8L"u8);
        ReadOnlySpan<byte> still = lossless.IsEmpty ? Find(chunks, "VP8 "u8) : lossless;
        if (still.IsEmpty) throw new InvalidImageException("is a damaged WebP: its first frame holds no picture");
        ReadOnlySpan<byte> alpha = lossless.IsEmpty ? Find(chunks, "ALPH"u8) : default;

        using var memory = new MemoryStream();
        memory.Write("RIFF\0\0\0\0WEBP"u8);
        if (!alpha.IsEmpty) memory.Write(Extended(content.Slice(6, 6)));
        memory.Write(alpha);
        memory.Write(still);
        byte[] bytes = memory.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - ChunkHeader);
        return (bytes, 2 * UInt24(content), 2 * UInt24(content[3..]));
    }

    /// <summary>A chunk with its header and its padding; nothing where there is none that is whole.</summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> chunks, ReadOnlySpan<byte> name)
    {
        while (chunks.Length >= ChunkHeader)
        {
            long length = ChunkHeader + (long)BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
            length += length % 2;
            if (length > chunks.Length) return default;
            if (chunks.StartsWith(name)) return chunks[..(int)length];
            chunks = chunks[(int)length..];
        }

        return default;
    }

    /// <summary>The chunk that says that there is alpha; sides as the frame has them, less 1.</summary>
    private static ReadOnlySpan<byte> Extended(ReadOnlySpan<byte> sides)
    {
        byte[] chunk = new byte[ChunkHeader + ExtendedLength];
        "VP8X"u8.CopyTo(chunk);
        chunk[4] = ExtendedLength;
        chunk[ChunkHeader] = HasAlpha;
        sides.CopyTo(chunk.AsSpan(ChunkHeader + 4));
        return chunk;
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
