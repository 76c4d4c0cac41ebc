using System.Buffers.Binary;
using System.Numerics;

namespace ResNetFlowers.Formats.TensorBoard;

/// <summary>
/// TFRecord, the frame around each event of a file (https://www.tensorflow.org/tutorials/load_data/tfrecord): length as 8 bytes, its
/// checksum, the content, its checksum; all little-endian.
/// </summary>
internal static class EventRecord
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>Writes a record.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        Span<byte> checksum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)content.Length);
        stream.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, MaskedCrc32C(length));
        stream.Write(checksum);
        stream.Write(content);
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, MaskedCrc32C(content));
        stream.Write(checksum);
    }

    /// <summary>The checksum as the format masks it, so that checksums of checksums stay good ones.</summary>
    public static uint MaskedCrc32C(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Crc32C(data), 15) + MaskDelta;

    /// <summary>CRC-32C (Castagnoli; RFC 3720, appendix B.4).</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte value in data) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
