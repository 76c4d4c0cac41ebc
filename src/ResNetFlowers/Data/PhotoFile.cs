using System.Buffers;
using Microsoft.Win32.SafeHandles;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data;

/// <summary>A photo's file, read whole into a pooled buffer. Dispose it to give the buffer back.</summary>
internal sealed class PhotoFile : IDisposable
{
    [ThreadStatic]
    private static PhotoFile? _spare;

    private readonly EncodedPhoto _photo = new();
    private byte[] _buffer = [];
    private int _length;
    private long _maxPixels;

    private PhotoFile()
    {
    }

    /// <summary>The file's bytes, up to disposal.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads a file; safe on any thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">How many pixels its photo may have, see <see cref="PixelLimit"/>.</param>
    /// <exception cref="InvalidImageException">The file cannot be read; the message completes a sentence that begins with its name.</exception>
    public static PhotoFile Open(string path, long maxPixels = PixelLimit.Default)
    {
        // Objects, too, are used again: thousands of photos a second are opened and closed.
        PhotoFile file = _spare ?? new PhotoFile();
        _spare = null;
        file._maxPixels = maxPixels;
        try
        {
            file.Fill(path);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            file.Dispose();
            throw new InvalidImageException(Reason(path, exception));
        }
    }

    /// <summary>Reads and decodes a photo; safe on any thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">How many pixels it may have.</param>
    /// <returns>A picture that the caller disposes.</returns>
    /// <exception cref="InvalidImageException">The file cannot be read or is no picture; the message completes a sentence that begins
    /// with its name.</exception>
    public static RgbImage Read(string path, long maxPixels = PixelLimit.Default)
    {
        using PhotoFile file = Open(path);
        return ImageCodec.Decode(file.Bytes.Span, maxPixels);
    }

    /// <summary>The photo, not yet decoded; up to disposal.</summary>
    /// <exception cref="InvalidImageException">The file is no picture.</exception>
    public EncodedPhoto Photo()
    {
        _photo.Take(Bytes, _maxPixels);
        return _photo;
    }

    /// <summary>Gives the buffer back; once only.</summary>
    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
        _spare = this;
    }

    private void Fill(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path);
        long length = RandomAccess.GetLength(handle);
        if (length > Array.MaxLength) throw new InvalidImageException("is larger than 2 GiB");
        _buffer = ArrayPool<byte>.Shared.Rent((int)length);
        while (_length < length)
        {
            int read = RandomAccess.Read(handle, _buffer.AsSpan(_length, (int)length - _length), _length);
            if (read == 0) throw new EndOfStreamException();
            _length += read;
        }
    }

    private static string Reason(string path, Exception exception) => exception switch
    {
        _ when Directory.Exists(path) => "is a folder",
        UnauthorizedAccessException => "cannot be read (permission denied)",
        // It has no length and no place to read at.
        NotSupportedException => "is a pipe, which can be read only once; save it as a file, or give 'predict' its content on standard input, as -",
        FileNotFoundException or DirectoryNotFoundException when FileName.IsLost(path) => $"cannot be found by its name; {FileName.LostMend}",
        // Gone, or going round in a circle.
        _ when new FileInfo(path).LinkTarget is not null && ExactCopies.LengthOf(path) < 0 => "is a link that leads to no file",
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        _ => "cannot be read (the disk failed, or the file changed while it was read)",
    };
}
