using System.Buffers;
using System.Runtime.InteropServices;
using static ResNetFlowers.Imaging.Codecs.TurboJpeg;

namespace ResNetFlowers.Imaging.Codecs;

/// <summary>
/// JPEG through TurboJPEG, with libjpeg's accurate inverse transform and smooth chroma upsampling: the settings, and so the bytes,
/// of Pillow.
/// </summary>
internal static unsafe class JpegCodec
{
    private const int CmykComponents = 4;

    /// <summary>Decodes a whole file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="flaw">libjpeg's first warning; null where it had none.</param>
    /// <exception cref="InvalidImageException">The file is damaged or truncated.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageHeader header, out string? flaw)
    {
        RgbImage image = RgbImage.Rent(header.Width, header.Height);
        try
        {
            flaw = Components(file) == CmykComponents
                ? DecodeCmyk(file, image)
                : Decompress(file, image.Pixels, image.Width, image.Height, TJPF_RGB, 3);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <summary>Encodes with chroma at half resolution; quality from 1 to 100.</summary>
    public static byte[] Encode(RgbImage image, int quality)
    {
        nint handle = tjInitCompress();
        byte* jpeg = null;
        try
        {
            CULong length = default;
            fixed (byte* pixels = image.Pixels)
            {
                int result = tjCompress2(
                    handle, pixels, image.Width, image.Width * 3, image.Height, TJPF_RGB, &jpeg, &length, TJSAMP_420, quality,
                    TJFLAG_ACCURATEDCT);
                if (result != 0) throw new InvalidOperationException($"TurboJPEG: {Message(handle)}");
            }

            return new ReadOnlySpan<byte>(jpeg, checked((int)length.Value)).ToArray();
        }
        finally
        {
            tjFree(jpeg);
            tjDestroy(handle);
        }
    }

    private static int Components(ReadOnlySpan<byte> file)
    {
        var segments = new JpegSegments(file);
        while (segments.MoveNext())
        {
            if (segments.IsFrame && segments.Content.Length >= 6) return segments.Content[5];
        }

        return 0;
    }

    private static string? DecodeCmyk(ReadOnlySpan<byte> file, RgbImage image)
    {
        int length = image.Width * image.Height * 4;
        byte[] cmyk = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            string? flaw = Decompress(file, cmyk, image.Width, image.Height, TJPF_CMYK, 4);
            Cmyk.ToRgb(cmyk.AsSpan(0, length), image.Pixels);
            return flaw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(cmyk);
        }
    }

    private static string? Decompress(ReadOnlySpan<byte> file, Span<byte> pixels, int width, int height, int format, int channels)
    {
        nint handle = tjInitDecompress();
        try
        {
            fixed (byte* source = file)
            fixed (byte* destination = pixels)
            {
                int result = tjDecompress2(
                    handle, source, new CULong((nuint)file.Length), destination, width, width * channels, height, format,
                    TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS);
                return result == 0 ? null : Judge(handle, file);
            }
        }
        finally
        {
            tjDestroy(handle);
        }
    }

    /// <summary>
    /// A warning leaves a whole picture, perhaps with a blemish, and Pillow takes it; but a file that ends before its end marker is
    /// refused, and libjpeg, which keeps only its first warning, may not have said so.
    /// </summary>
    private static string Judge(nint handle, ReadOnlySpan<byte> file)
    {
        bool isWarning = tjGetErrorCode(handle) == TJERR_WARNING;
        if (!HasEnd(file)) throw ImageHeader.Truncated(ImageFormat.Jpeg);
        string message = Message(handle);
        return isWarning ? message : throw new InvalidImageException($"is a damaged JPEG ({message})");
    }

    private static bool HasEnd(ReadOnlySpan<byte> file)
    {
        var segments = new JpegSegments(file);
        while (segments.MoveNext())
        {
            if (segments.Marker == JpegSegments.StartOfScan) return segments.Rest.IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0;
        }

        return false;
    }

    private static string Message(nint handle) => Marshal.PtrToStringUTF8((nint)tjGetErrorStr2(handle)) ?? "no reason given";
}
