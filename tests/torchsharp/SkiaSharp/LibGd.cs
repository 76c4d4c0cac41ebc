using System.Runtime.InteropServices;

namespace SkiaSharp;

internal static unsafe partial class LibGd
{
    private const string Library = "libgd.so.3";

    [LibraryImport(Library)]
    public static partial nint gdImageCreateFromJpegPtr(int size, byte* data);

    [LibraryImport(Library)]
    public static partial nint gdImageCreateFromPngPtr(int size, byte* data);

    [LibraryImport(Library)]
    public static partial nint gdImageCreateFromGifPtr(int size, byte* data);

    [LibraryImport(Library)]
    public static partial nint gdImageCreateFromBmpPtr(int size, byte* data);

    [LibraryImport(Library)]
    public static partial nint gdImageCreateFromWebpPtr(int size, byte* data);

    [LibraryImport(Library)]
    public static partial nint gdImageCreateTrueColor(int width, int height);

    [LibraryImport(Library)]
    public static partial int gdImageGetTrueColorPixel(nint image, int x, int y);

    [LibraryImport(Library)]
    public static partial void gdImageSetPixel(nint image, int x, int y, int color);

    [LibraryImport(Library)]
    public static partial nint gdImageJpegPtr(nint image, int* size, int quality);

    [LibraryImport(Library)]
    public static partial nint gdImagePngPtr(nint image, int* size);

    [LibraryImport(Library)]
    public static partial void gdImageDestroy(nint image);

    [LibraryImport(Library)]
    public static partial void gdFree(nint memory);

    /// <summary>Width and height, which stand behind the pointer to the rows.</summary>
    public static (int Width, int Height) Size(nint image) => (((int*)image)[2], ((int*)image)[3]);
}
