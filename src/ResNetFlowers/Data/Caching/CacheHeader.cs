using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ResNetFlowers.Data.Caching;

/// <summary>
/// The first page of a cache file: 8 bytes that name the format, the number of photos, the layout's fingerprint, and the folder or
/// the list of the photos. A file is taken only where all of it is as expected.
/// </summary>
internal static class CacheHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 4096;

    private const int RootLengthAt = 8 + sizeof(long) + 32;
    private const int RootAt = RootLengthAt + sizeof(int);

    private static ReadOnlySpan<byte> Magic => "flowers1"u8;

    /// <summary>The header that a file of these photos has.</summary>
    /// <param name="layout">The photos.</param>
    /// <param name="root">The folder that they lie in, or the list that names them.</param>
    public static byte[] Of(CacheLayout layout, string root)
    {
        byte[] header = new byte[Length];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), layout.Count);
        layout.Fingerprint.Span.CopyTo(header.AsSpan(16));
        byte[] place = Encoding.UTF8.GetBytes(Path.GetFullPath(root));
        // A file without a place is never found abandoned.
        if (place.Length > Length - RootAt) place = [];
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(RootLengthAt), place.Length);
        place.CopyTo(header.AsSpan(RootAt));
        return header;
    }

    /// <summary>Whether a file begins with this header.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsAtStartOf(SafeFileHandle file, ReadOnlySpan<byte> header)
    {
        Span<byte> found = stackalloc byte[Length];
        return RandomAccess.Read(file, found, fileOffset: 0) == Length && found.SequenceEqual(header);
    }

    /// <summary>The folder of the photos of a file; null where it is no cache file or does not say it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static string? ReadRoot(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[Length];
        if (RandomAccess.Read(file, header, fileOffset: 0) < Length || !header.StartsWith(Magic)) return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(header[RootLengthAt..]);
        return length is > 0 and <= Length - RootAt ? Encoding.UTF8.GetString(header.Slice(RootAt, length)) : null;
    }
}
