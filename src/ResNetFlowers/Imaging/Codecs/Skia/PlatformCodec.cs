using ResNetFlowers.Machine;
using SkiaSharp;

namespace ResNetFlowers.Imaging.Codecs;

/// <summary>The codec of the <c>nuget</c> provider: SkiaSharp for every format.</summary>
internal static unsafe class PlatformCodec
{
    /// <summary>Libraries of the system: SkiaSharp brings its own.</summary>
    public static IReadOnlyList<SystemLibrary> Libraries => [];

    /// <summary>Decodes a file whose header was read; pixels as stored, before any orientation.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="flaw">Null: Skia tells of damage only where it gives up.</param>
    /// <exception cref="InvalidImageException">The file is damaged or truncated.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageHeader header, out string? flaw)
    {
        flaw = null;
        using SKData data = SKData.CreateCopy(file);
        using SKCodec codec = SKCodec.Create(data) ?? throw Damaged(header, SKCodecResult.InvalidInput);
        if (codec.Info.Width != header.Width || codec.Info.Height != header.Height) throw Damaged(header, SKCodecResult.InvalidInput);

        // Unpremultiplied, so that dropping alpha keeps the colours; no colour space, so that Skia converts none.
        using var bitmap = new SKBitmap(new SKImageInfo(header.Width, header.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.IncompleteInput) throw ImageHeader.Truncated(header.Format);
        if (result != SKCodecResult.Success) throw Damaged(header, result);

        RgbImage image = RgbImage.Rent(header.Width, header.Height);
        for (int y = 0; y < image.Height; y++)
        {
            var from = new ReadOnlySpan<byte>((byte*)bitmap.GetPixels() + (nint)y * bitmap.RowBytes, image.Width * 4);
            Span<byte> to = image.Row(y);
            for (int x = 0; x < image.Width; x++) from.Slice(x * 4, 3).CopyTo(to[(x * 3)..]);
        }

        return image;
    }

    /// <summary>Encodes a JPEG; quality from 1 to 100.</summary>
    public static byte[] EncodeJpeg(RgbImage image, int quality) => Encode(image, SKEncodedImageFormat.Jpeg, quality);

    /// <summary>Encodes a PNG.</summary>
    public static byte[] EncodePng(RgbImage image) => Encode(image, SKEncodedImageFormat.Png, 100);

    private static byte[] Encode(RgbImage image, SKEncodedImageFormat format, int quality)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> from = image.Row(y);
            var to = new Span<byte>((byte*)bitmap.GetPixels() + (nint)y * bitmap.RowBytes, image.Width * 4);
            for (int x = 0; x < image.Width; x++)
            {
                from.Slice(x * 3, 3).CopyTo(to[(x * 4)..]);
                to[x * 4 + 3] = byte.MaxValue;
            }
        }

        using SKData data = bitmap.Encode(format, quality) ?? throw new InvalidOperationException($"Skia: no {format} could be written");
        return data.ToArray();
    }

    private static InvalidImageException Damaged(ImageHeader header, SKCodecResult result) =>
        new($"is a damaged {ImageHeader.Name(header.Format)} ({result})");
}
