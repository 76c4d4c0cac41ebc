using System.Buffers;
using System.Buffers.Binary;
using static ResNetFlowers.Imaging.Codecs.LibGd;

namespace ResNetFlowers.Imaging.Codecs;

/// <summary>PNG, WebP and GIF through libgd. Its alpha has 7 bits and is never looked at; its colours have all 8.</summary>
internal static unsafe class GdCodec
{
    /// <summary>Decodes a whole file.</summary>
    /// <exception cref="InvalidImageException">The file is damaged, truncated, or of a kind that gd does not read.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageHeader header) => header.Format switch
    {
        ImageFormat.Png => DecodePng(file, header),
        ImageFormat.WebP => DecodeWebP(file, header),
        _ => DecodeGif(file, header),
    };

    /// <summary>Encodes a PNG.</summary>
    public static byte[] EncodePng(RgbImage image)
    {
        GdImage* picture = gdImageCreateTrueColor(image.Width, image.Height);
        if (picture is null) throw new InvalidOperationException($"gd: no memory for a picture of {image.Width}x{image.Height}");
        byte* png = null;
        try
        {
            GdPixels.Write(image, picture);
            int length;
            png = gdImagePngPtr(picture, &length);
            if (png is null) throw new InvalidOperationException("gd: the PNG could not be written");
            return new ReadOnlySpan<byte>(png, length).ToArray();
        }
        finally
        {
            gdFree(png);
            gdImageDestroy(picture);
        }
    }

    /// <summary>
    /// Hands gd the critical chunks alone: libpng prints what it dislikes about the others (a colour profile, most often) on stderr,
    /// and none of them changes a pixel here.
    /// </summary>
    private static RgbImage DecodePng(ReadOnlySpan<byte> file, ImageHeader header)
    {
        byte[] critical = ArrayPool<byte>.Shared.Rent(file.Length);
        try
        {
            file[..PngChunks.SignatureLength].CopyTo(critical);
            int length = PngChunks.SignatureLength;
            bool ended = false;
            foreach (PngChunk chunk in new PngChunks(file))
            {
                if (!chunk.IsCritical) continue;
                chunk.Whole.CopyTo(critical.AsSpan(length));
                length += chunk.Whole.Length;
                ended = chunk.Type.SequenceEqual("IEND"u8);
                if (ended) break;
            }

            if (!ended) throw ImageHeader.Truncated(ImageFormat.Png);
            return Decode(critical.AsSpan(0, length), header, &gdImageCreateFromPngPtr, default);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(critical);
        }
    }

    private static RgbImage DecodeWebP(ReadOnlySpan<byte> file, ImageHeader header)
    {
        const int Animation = 0x02;
        if (BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) > file.Length - 8) throw ImageHeader.Truncated(ImageFormat.WebP);
        if (file[12..].StartsWith("VP8X"u8) && (file[20] & Animation) != 0)
        {
            (byte[] still, int left, int top) = WebPFrame.First(file);
            return Decode(still, header, &gdImageCreateFromWebpPtr, (left, top));
        }

        return Decode(file, header, &gdImageCreateFromWebpPtr, default);
    }

    private static RgbImage DecodeGif(ReadOnlySpan<byte> file, ImageHeader header)
    {
        (int left, int top) = GifFrame.Locate(file);
        return Decode(file, header, &gdImageCreateFromGifPtr, (left, top));
    }

    private static RgbImage Decode(
        ReadOnlySpan<byte> file, ImageHeader header, delegate*<int, byte*, GdImage*> create, (int Left, int Top) offset)
    {
        GdImage* picture;
        fixed (byte* bytes = file) picture = create(file.Length, bytes);
        if (picture is null) throw Damaged(header.Format);
        try
        {
            if (offset.Left + picture->Sx > header.Width || offset.Top + picture->Sy > header.Height) throw Damaged(header.Format);
            RgbImage image = RgbImage.Rent(header.Width, header.Height);
            GdPixels.Read(picture, image, offset.Left, offset.Top);
            return image;
        }
        finally
        {
            gdImageDestroy(picture);
        }
    }

    private static InvalidImageException Damaged(ImageFormat format) => new($"is a damaged {ImageHeader.Name(format)}");
}
