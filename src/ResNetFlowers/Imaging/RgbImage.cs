using System.Buffers;

namespace ResNetFlowers.Imaging;

/// <summary>
/// An 8-bit RGB picture in a pooled buffer: rows from top to bottom without padding, pixels from left to right, bytes R, G, B.
/// Dispose it to give the buffer back; its content when rented is whatever was there before.
/// </summary>
public sealed class RgbImage : IDisposable
{
    [ThreadStatic]
    private static RgbImage? _spares;

    private byte[]? _buffer;
    private RgbImage? _nextSpare;

    private RgbImage()
    {
    }

    /// <summary>Columns, at least 1.</summary>
    public int Width { get; private set; }

    /// <summary>Rows, at least 1.</summary>
    public int Height { get; private set; }

    /// <summary>All samples, <c>[Height, Width, 3]</c>.</summary>
    /// <exception cref="ObjectDisposedException">The picture was disposed.</exception>
    public Span<byte> Pixels =>
        (_buffer ?? throw new ObjectDisposedException(nameof(RgbImage))).AsSpan(0, Width * Height * 3);

    /// <summary>One row, <c>[Width, 3]</c>.</summary>
    public Span<byte> Row(int y) => Pixels.Slice(y * Width * 3, Width * 3);

    /// <summary>Takes a picture of this size from the pool; its content is undefined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the picture is larger than an array can be.</exception>
    public static RgbImage Rent(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height * 3, Array.MaxLength);
        RgbImage image = _spares ?? new RgbImage();
        _spares = image._nextSpare;
        image._nextSpare = null;
        (image.Width, image.Height) = (width, height);
        image._buffer = ArrayPool<byte>.Shared.Rent(width * height * 3);
        return image;
    }

    /// <summary>Gives the buffer back to the pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>
    /// Disposes the picture and keeps the object itself for this thread's next <see cref="Rent"/>, so that nothing is allocated for one
    /// photo after another. Only for whoever is sure that no one else holds it: a look at it afterwards may see another picture.
    /// </summary>
    internal void Recycle()
    {
        Dispose();
        _nextSpare = _spares;
        _spares = this;
    }
}
