using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Codecs;

/// <summary>The part of TurboJPEG 2's C interface (turbojpeg.h) that is used here, under its own names.</summary>
internal static unsafe partial class TurboJpeg
{
    public const string Library = "libturbojpeg.so.0";

    public const int TJPF_RGB = 0;
    public const int TJPF_CMYK = 11;
    public const int TJSAMP_420 = 2;
    public const int TJFLAG_ACCURATEDCT = 4096;
    public const int TJFLAG_LIMITSCANS = 32768;
    public const int TJERR_WARNING = 0;

    [LibraryImport(Library)]
    public static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    public static partial nint tjInitCompress();

    [LibraryImport(Library)]
    public static partial int tjDestroy(nint handle);

    [LibraryImport(Library)]
    public static partial int tjDecompress2(
        nint handle, byte* jpegBuf, CULong jpegSize, byte* dstBuf, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(Library)]
    public static partial int tjCompress2(
        nint handle, byte* srcBuf, int width, int pitch, int height, int pixelFormat, byte** jpegBuf, CULong* jpegSize,
        int jpegSubsamp, int jpegQual, int flags);

    [LibraryImport(Library)]
    public static partial void tjFree(byte* buffer);

    [LibraryImport(Library)]
    public static partial byte* tjGetErrorStr2(nint handle);

    [LibraryImport(Library)]
    public static partial int tjGetErrorCode(nint handle);
}
