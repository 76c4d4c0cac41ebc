using ResNetFlowers.Machine;

namespace ResNetFlowers.Imaging.Codecs;

/// <summary>The codec of the <c>system</c> provider: libjpeg-turbo for JPEG, libgd for everything else.</summary>
internal static class PlatformCodec
{
    private static readonly SystemLibrary Jpeg = new(
        TurboJpeg.Library, "no JPEG can be written, and none read that is progressive, CMYK or damaged", "libturbojpeg0 (Debian, Ubuntu), turbojpeg (Fedora) or libjpeg-turbo (Arch)");

    private static readonly SystemLibrary Others = new(
        LibGd.Library, "PNG, WebP and GIF can be neither read nor written", "libgd3 (Debian, Ubuntu) or gd (Fedora, Arch)");

    /// <summary>Libraries of the system that are loaded when they are needed.</summary>
    public static IReadOnlyList<SystemLibrary> Libraries => [Jpeg, Others];

    /// <summary>Decodes a file whose header was read; pixels as stored, before any orientation.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="flaw">libjpeg's words about damage that left a whole picture; null where there is none, or in another format.</param>
    /// <exception cref="InvalidImageException">The file is damaged or truncated.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageHeader header, out string? flaw)
    {
        flaw = null;
        try
        {
            return header.Format == ImageFormat.Jpeg ? JpegCodec.Decode(file, header, out flaw) : GdCodec.Decode(file, header);
        }
        catch (Exception exception) when (exception.GetBaseException() is DllNotFoundException)
        {
            throw Missing(exception);
        }
    }

    /// <summary>Encodes a JPEG; quality from 1 to 100.</summary>
    public static byte[] EncodeJpeg(RgbImage image, int quality)
    {
        try
        {
            return JpegCodec.Encode(image, quality);
        }
        catch (Exception exception) when (exception.GetBaseException() is DllNotFoundException)
        {
            throw Missing(exception);
        }
    }

    /// <summary>Encodes a PNG.</summary>
    public static byte[] EncodePng(RgbImage image)
    {
        try
        {
            return GdCodec.EncodePng(image);
        }
        catch (Exception exception) when (exception.GetBaseException() is DllNotFoundException)
        {
            throw Missing(exception);
        }
    }

    /// <summary>Names the library; the first call into gd runs a static constructor, whose exception wraps the one that counts.</summary>
    internal static InputException Missing(Exception exception)
    {
        bool isJpeg = exception.GetBaseException().Message.Contains(TurboJpeg.Library, StringComparison.Ordinal);
        return new InputException((isJpeg ? Jpeg : Others).Missing, exception);
    }
}
