using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ResNetFlowers.Data;

/// <summary>Tells contents of files apart: the first half of a SHA-256, far beyond what chance or damage could make equal.</summary>
internal static class ContentHash
{
    /// <summary>Of bytes in memory.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Of a file from a place to its end.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static UInt128 OfFile(string path, long from = 0)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        file.Position = from;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
