using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Codecs;

/// <summary>The part of libgd 2's C interface (gd.h) that is used here, under its own names.</summary>
internal static unsafe partial class LibGd
{
    public const string Library = "libgd.so.3";
    public const int MaxColors = 256;

    /// <summary>The beginning of <c>gdImage</c>, whose layout gd keeps for its accessor macros.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GdImage
    {
        public byte** Pixels;
        public int Sx;
        public int Sy;
        public int ColorsTotal;
        public fixed int Red[MaxColors];
        public fixed int Green[MaxColors];
        public fixed int Blue[MaxColors];
        public fixed int Open[MaxColors];
        public int Transparent;
        public int* PolyInts;
        public int PolyAllocated;
        public GdImage* Brush;
        public GdImage* Tile;
        public fixed int BrushColorMap[MaxColors];
        public fixed int TileColorMap[MaxColors];
        public int StyleLength;
        public int StylePos;
        public int* Style;
        public int Interlace;
        public int Thick;
        public fixed int Alpha[MaxColors];
        public int TrueColor;
        public int** TruePixels;
    }

    static LibGd() => gdSetErrorMethod(&IgnoreMessage);

    [LibraryImport(Library)]
    public static partial GdImage* gdImageCreateFromPngPtr(int size, byte* data);

    [LibraryImport(Library)]
    public static partial GdImage* gdImageCreateFromWebpPtr(int size, byte* data);

    [LibraryImport(Library)]
    public static partial GdImage* gdImageCreateFromGifPtr(int size, byte* data);

    [LibraryImport(Library)]
    public static partial GdImage* gdImageCreateTrueColor(int sx, int sy);

    [LibraryImport(Library)]
    public static partial byte* gdImagePngPtr(GdImage* image, int* size);

    [LibraryImport(Library)]
    public static partial void gdImageDestroy(GdImage* image);

    [LibraryImport(Library)]
    public static partial void gdFree(void* memory);

    [LibraryImport(Library)]
    private static partial void gdSetErrorMethod(delegate* unmanaged[Cdecl]<int, byte*, void*, void> method);

    /// <summary>gd prints its messages on stderr unless told otherwise; what matters of them is in the result.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void IgnoreMessage(int priority, byte* format, void* arguments)
    {
    }
}
