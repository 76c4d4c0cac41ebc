using System.Buffers;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data;

/// <summary>Reads photos from disk.</summary>
internal static class PhotoFile
{
    /// <summary>Reads and decodes a photo; safe on any thread.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A picture that the caller disposes.</returns>
    /// <exception cref="InvalidImageException">The file cannot be read or is no picture; the message completes a sentence that begins
    /// with its name.</exception>
    public static RgbImage Read(string path) => Read(path, ImageCodec.Decode);

    /// <summary>Reads a whole file into a pooled buffer, for as long as <paramref name="use"/> looks at it; safe on any thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="use">Takes the file's bytes.</param>
    /// <exception cref="InvalidImageException">The file cannot be read, or <paramref name="use"/> finds it to be no picture.</exception>
    public static T Read<T>(string path, Func<ReadOnlySpan<byte>, T> use)
    {
        byte[]? buffer = null;
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (file.Length > Array.MaxLength) throw new InvalidImageException("is larger than 2 GiB");
            int length = (int)file.Length;
            buffer = ArrayPool<byte>.Shared.Rent(length);
            file.ReadExactly(buffer, 0, length);
            return use(buffer.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidImageException(Reason(path, exception));
        }
        finally
        {
            if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Reason(string path, Exception exception) => exception switch
    {
        _ when Directory.Exists(path) => "is a folder",
        UnauthorizedAccessException => "cannot be read (permission denied)",
        FileNotFoundException or DirectoryNotFoundException when FileName.IsLost(path) => $"cannot be found by its name; {FileName.LostMend}",
        // Gone, or going round in a circle.
        _ when new FileInfo(path).LinkTarget is not null => "is a link that leads to no file",
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        _ => "cannot be read (the disk failed, or the file changed while it was read)",
    };
}
