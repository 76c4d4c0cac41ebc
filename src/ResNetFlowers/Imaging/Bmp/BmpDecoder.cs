using System.Buffers;
using System.Buffers.Binary;

namespace ResNetFlowers.Imaging.Bmp;

/// <summary>Decodes every BMP that Pillow reads, to the same pixels; alpha is dropped.</summary>
internal static class BmpDecoder
{
    private delegate void RowReader(ReadOnlySpan<byte> from, Span<byte> to);

    /// <summary>Decodes a whole file.</summary>
    /// <exception cref="InvalidImageException">It is damaged, truncated, or of a kind that is not read.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageHeader size)
    {
        BmpHeader header = BmpHeader.Read(file);
        return header.Compression switch
        {
            BmpCompression.None or BmpCompression.BitFields => Rows(file, size, header, Reader(header)),
            BmpCompression.Rle8 when header.Bits == 8 => Runs(file, size, header),
            BmpCompression.Rle4 when header.Bits == 4 => Runs(file, size, header),
            _ => throw BmpHeader.Rare(),
        };
    }

    private static RgbImage Rows(ReadOnlySpan<byte> file, ImageHeader size, BmpHeader header, RowReader read)
    {
        long stride = ((long)size.Width * header.Bits + 31) / 32 * 4;
        int length = (int)(((long)size.Width * header.Bits + 7) / 8);
        if (header.Pixels + stride * (size.Height - 1) + length > file.Length) throw ImageHeader.Truncated(ImageFormat.Bmp);
        RgbImage image = RgbImage.Rent(size.Width, size.Height);
        for (int y = 0; y < size.Height; y++) read(file.Slice((int)(header.Pixels + stride * y), length), Row(image, header, y));
        return image;
    }

    private static RgbImage Runs(ReadOnlySpan<byte> file, ImageHeader size, BmpHeader header)
    {
        if (header.Pixels >= file.Length) throw ImageHeader.Truncated(ImageFormat.Bmp);
        int length = size.Width * size.Height;
        byte[] indices = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (!BmpRuns.Expand(file, (int)header.Pixels, header.Compression == BmpCompression.Rle4, size.Width, indices.AsSpan(0, length)))
                throw ImageHeader.Truncated(ImageFormat.Bmp);
            RgbImage image = RgbImage.Rent(size.Width, size.Height);
            for (int y = 0; y < size.Height; y++) Lookup(indices.AsSpan(y * size.Width, size.Width), Row(image, header, y), 8, header.Palette);
            return image;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(indices);
        }
    }

    private static Span<byte> Row(RgbImage image, BmpHeader header, int y) => image.Row(header.IsTopDown ? y : image.Height - 1 - y);

    private static RowReader Reader(BmpHeader header)
    {
        switch (header.Bits)
        {
            case 1 or 4 or 8 when header.Masks is null:
                return (from, to) => Lookup(from, to, header.Bits, header.Palette);
            case 16 when header.Masks is null or (0x7C00, 0x3E0, 0x1F, _):
                return (from, to) => Words(from, to, greenBits: 5);
            case 16 when header.Masks is (0xF800, 0x7E0, 0x1F, _):
                return (from, to) => Words(from, to, greenBits: 6);
            case 24 when header.Masks is null or (0xFF0000, 0xFF00, 0xFF, _):
                return (from, to) => Bytes(from, to, step: 3, red: 2, green: 1, blue: 0);
            case 32:
                (int red, int green, int blue) = Places(header.Masks ?? default);
                return (from, to) => Bytes(from, to, step: 4, red, green, blue);
            default:
                throw BmpHeader.Rare();
        }
    }

    /// <summary>Which of a pixel's four bytes are red, green and blue.</summary>
    private static (int Red, int Green, int Blue) Places((uint Red, uint Green, uint Blue, uint Alpha) masks) => masks switch
    {
        (0, 0, 0, 0) or (0xFF0000, 0xFF00, 0xFF, 0 or 0xFF000000) => (2, 1, 0),
        (0xFF000000, 0xFF0000, 0xFF00, 0 or 0xFF) => (3, 2, 1),
        (0xFF, 0xFF00, 0xFF0000, 0xFF000000) => (0, 1, 2),
        _ => throw BmpHeader.Rare(),
    };

    private static void Lookup(ReadOnlySpan<byte> from, Span<byte> to, int bits, ReadOnlySpan<byte> palette)
    {
        int perByte = 8 / bits;
        for (int x = 0; x < to.Length / 3; x++)
        {
            int index = from[x / perByte] >> (8 - bits - x % perByte * bits) & ((1 << bits) - 1);
            palette.Slice(index * 3, 3).CopyTo(to[(x * 3)..]);
        }
    }

    /// <summary>Five bits of blue, five or six of green, five of red; the most becomes 255, what lies between is cut to whole numbers.</summary>
    private static void Words(ReadOnlySpan<byte> from, Span<byte> to, int greenBits)
    {
        int mostGreen = (1 << greenBits) - 1;
        for (int x = 0; x < to.Length / 3; x++)
        {
            int word = BinaryPrimitives.ReadUInt16LittleEndian(from[(x * 2)..]);
            to[x * 3] = (byte)((word >> (5 + greenBits) & 31) * 255 / 31);
            to[x * 3 + 1] = (byte)((word >> 5 & mostGreen) * 255 / mostGreen);
            to[x * 3 + 2] = (byte)((word & 31) * 255 / 31);
        }
    }

    private static void Bytes(ReadOnlySpan<byte> from, Span<byte> to, int step, int red, int green, int blue)
    {
        for (int x = 0; x < to.Length / 3; x++)
        {
            ReadOnlySpan<byte> pixel = from.Slice(x * step, step);
            to[x * 3] = pixel[red];
            to[x * 3 + 1] = pixel[green];
            to[x * 3 + 2] = pixel[blue];
        }
    }
}
