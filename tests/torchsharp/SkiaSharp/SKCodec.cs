namespace SkiaSharp;

public sealed unsafe class SKCodec : IDisposable
{
    private readonly nint _image;

    private SKCodec(nint image)
    {
        _image = image;
        (int width, int height) = LibGd.Size(image);
        Info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
    }

    public SKImageInfo Info { get; }

    public static SKCodec? Create(SKData data)
    {
        ReadOnlySpan<byte> bytes = data.Bytes;
        if (bytes.IsEmpty) return null;
        fixed (byte* start = bytes)
        {
            nint image = bytes[0] switch
            {
                0xff => LibGd.gdImageCreateFromJpegPtr(bytes.Length, start),
                0x89 => LibGd.gdImageCreateFromPngPtr(bytes.Length, start),
                (byte)'G' => LibGd.gdImageCreateFromGifPtr(bytes.Length, start),
                (byte)'B' => LibGd.gdImageCreateFromBmpPtr(bytes.Length, start),
                _ => LibGd.gdImageCreateFromWebpPtr(bytes.Length, start),
            };
            return image == 0 ? null : new SKCodec(image);
        }
    }

    public SKCodecResult GetPixels(SKImageInfo info, nint pixels)
    {
        var to = (byte*)pixels;
        for (int y = 0; y < info.Height; y++)
        {
            for (int x = 0; x < info.Width; x++, to += 4)
            {
                int color = LibGd.gdImageGetTrueColorPixel(_image, x, y);
                (to[0], to[1], to[2], to[3]) = ((byte)(color >> 16), (byte)(color >> 8), (byte)color, byte.MaxValue);
            }
        }

        return SKCodecResult.Success;
    }

    public void Dispose() => LibGd.gdImageDestroy(_image);
}
