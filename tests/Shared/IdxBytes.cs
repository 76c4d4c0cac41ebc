using System.Buffers.Binary;
using System.IO.Compression;

namespace ResNetFlowers.Testing;

/// <summary>IDX files of bytes, as the MNIST family has them.</summary>
internal static class IdxBytes
{
    /// <summary>A header, and the elements as they are given, be it too few.</summary>
    public static byte[] Make(ReadOnlySpan<uint> sizes, ReadOnlySpan<byte> elements)
    {
        byte[] file = new byte[4 + 4 * sizes.Length + elements.Length];
        file[2] = 0x08;
        file[3] = (byte)sizes.Length;
        for (int i = 0; i < sizes.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + 4 * i), sizes[i]);
        elements.CopyTo(file.AsSpan(4 + 4 * sizes.Length));
        return file;
    }

    /// <summary>The same, compressed.</summary>
    public static byte[] Gzip(byte[] file)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(file);
        return compressed.ToArray();
    }
}
