using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ResNetFlowers.Testing;

/// <summary>MATLAB files of level 5.</summary>
internal static class MatBytes
{
    /// <summary>A file of elements.</summary>
    public static byte[] File(params byte[][] elements)
    {
        byte[] header = new byte[128];
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file").CopyTo(header, 0);
        (header[125], header[126], header[127]) = (1, (byte)'I', (byte)'M');
        return [.. header, .. elements.SelectMany(element => element)];
    }

    /// <summary>A row of numbers: an array of a class, its numbers in a type that takes so many bytes each.</summary>
    public static byte[] Row(string name, byte kind, uint type, int size, params byte[] numbers) => Element(
        14,
        [
            .. Element(6, [kind, 0, 0, 0, 0, 0, 0, 0]), .. Element(5, [1, 0, 0, 0, (byte)(numbers.Length / size), 0, 0, 0]),
            .. Element(1, Encoding.ASCII.GetBytes(name)), .. Element(type, numbers),
        ]);

    /// <summary>A row of 8-bit numbers.</summary>
    public static byte[] Bytes(string name, params byte[] numbers) => Row(name, 9, 2, 1, numbers);

    /// <summary>An element, compressed.</summary>
    public static byte[] Compressed(byte[] element)
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(element);
        return [.. Number(15), .. Number((uint)bytes.Length), .. bytes.ToArray()];
    }

    /// <summary>An element: short ones within their tag, others filled up to 8 bytes.</summary>
    public static byte[] Element(uint type, byte[] content) => content.Length is > 0 and <= 4
        ? [.. Number(type | ((uint)content.Length << 16)), .. content, .. new byte[4 - content.Length]]
        : [.. Number(type), .. Number((uint)content.Length), .. content, .. new byte[-content.Length & 7]];

    private static byte[] Number(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
