namespace ResNetFlowers.Imaging;

/// <summary>A photo in the bytes of its file; <see cref="ImageCodec"/> says which formats there are.</summary>
public sealed class EncodedPhoto : IPhoto
{
    private ReadOnlyMemory<byte> _file;
    private ImageHeader _header;
    private Orientation _orientation;

    /// <summary>Reads the size and the orientation; nothing is decoded yet.</summary>
    /// <param name="file">The whole file, which must stay as it is.</param>
    /// <param name="maxPixels">How many pixels it may have, see <see cref="PixelLimit"/>.</param>
    /// <exception cref="InvalidImageException">The bytes are no picture, or an oversized one.</exception>
    public EncodedPhoto(ReadOnlyMemory<byte> file, long maxPixels = PixelLimit.Default) => Take(file, maxPixels);

    /// <summary>For one photo after another, by <see cref="Take"/>.</summary>
    internal EncodedPhoto()
    {
    }

    /// <inheritdoc/>
    public int Width => OrientationTransform.SwapsSides(_orientation) ? _header.Height : _header.Width;

    /// <inheritdoc/>
    public int Height => OrientationTransform.SwapsSides(_orientation) ? _header.Width : _header.Height;

    /// <summary>Becomes another photo.</summary>
    /// <param name="file">The whole file, which must stay as it is.</param>
    /// <param name="maxPixels">How many pixels it may have.</param>
    /// <exception cref="InvalidImageException">The bytes are no picture, or an oversized one.</exception>
    internal void Take(ReadOnlyMemory<byte> file, long maxPixels)
    {
        _file = file;
        _header = ImageHeader.Read(file.Span, maxPixels);
        _orientation = ExifOrientation.Read(_header.Format, file.Span);
    }

    /// <inheritdoc/>
    public RgbImage Decode() => Decode(new PixelBox(0, 0, Width, Height));

    /// <inheritdoc/>
    public RgbImage Decode(PixelBox part)
    {
        if (!part.IsInside(Width, Height))
            throw new ArgumentOutOfRangeException(nameof(part), part, $"is not inside a picture of {Width}x{Height}");
        PixelBox stored = OrientationTransform.ToStored(part, _header.Width, _header.Height, _orientation);
        return OrientationTransform.Apply(ImageCodec.DecodeStored(_file.Span, _header, stored), _orientation);
    }
}
