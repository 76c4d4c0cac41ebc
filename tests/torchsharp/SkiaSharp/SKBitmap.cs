using System.Runtime.InteropServices;

namespace SkiaSharp;

public sealed unsafe class SKBitmap(SKImageInfo info) : IDisposable
{
    private readonly nint _pixels = (nint)NativeMemory.Alloc((nuint)info.Width * (nuint)info.Height, 4);

    public SKImageInfo Info => info;

    public int RowBytes => info.Width * 4;

    public nint GetPixels() => _pixels;

    public SKData? Encode(SKEncodedImageFormat format, int quality)
    {
        nint image = LibGd.gdImageCreateTrueColor(info.Width, info.Height);
        var from = (byte*)_pixels;
        for (int y = 0; y < info.Height; y++)
        {
            for (int x = 0; x < info.Width; x++, from += 4) LibGd.gdImageSetPixel(image, x, y, from[0] << 16 | from[1] << 8 | from[2]);
        }

        int size;
        nint file = format == SKEncodedImageFormat.Png ? LibGd.gdImagePngPtr(image, &size) : LibGd.gdImageJpegPtr(image, &size, quality);
        SKData data = SKData.CreateCopy(new ReadOnlySpan<byte>((void*)file, size));
        LibGd.gdFree(file);
        LibGd.gdImageDestroy(image);
        return data;
    }

    public void Dispose() => NativeMemory.Free((void*)_pixels);
}
