using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Caching;

/// <summary>What tells that a photo is still the same, and how large it is, without decoding it.</summary>
/// <param name="Length">Bytes of the file; -1 where it cannot be read.</param>
/// <param name="Modified">When it was last written, in ticks of UTC.</param>
/// <param name="PixelBytes">Bytes of its pixels, three each; 0 where it is no picture.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PhotoStamp(long Length, long Modified, long PixelBytes)
{
    // A header is nearly always in so much; where a camera put more before it, the whole file is read.
    private const int HeadLength = 1 << 14;

    /// <summary>Of a file; nothing throws.</summary>
    public static PhotoStamp Of(string path)
    {
        byte[] head = ArrayPool<byte>.Shared.Rent(HeadLength);
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            long length = RandomAccess.GetLength(file);
            int read = RandomAccess.Read(file, head.AsSpan(0, HeadLength), fileOffset: 0);
            return new PhotoStamp(length, File.GetLastWriteTimeUtc(file).Ticks, PixelsOf(path, head.AsSpan(0, read), length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Gone, forbidden, or a pipe.
            return new PhotoStamp(-1, 0, 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    private static long PixelsOf(string path, ReadOnlySpan<byte> head, long length)
    {
        try
        {
            return PixelsIn(head);
        }
        catch (InvalidImageException exception)
        {
            return exception.IsTruncated && head.Length < length ? PixelsOf(path) : 0;
        }
    }

    private static long PixelsOf(string path)
    {
        try
        {
            using PhotoFile file = PhotoFile.Open(path);
            return PixelsIn(file.Bytes.Span);
        }
        catch (InvalidImageException)
        {
            return 0;
        }
    }

    private static long PixelsIn(ReadOnlySpan<byte> file)
    {
        ImageHeader header = ImageHeader.Read(file);
        return 3L * header.Width * header.Height;
    }
}
