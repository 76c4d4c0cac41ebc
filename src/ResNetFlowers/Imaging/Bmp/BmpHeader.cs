using System.Buffers.Binary;

namespace ResNetFlowers.Imaging.Bmp;

/// <summary>
/// The headers of a BMP: those of Windows (40, 108 and 124 bytes) and of OS/2 (12 and 64), as Microsoft's "Bitmap Storage" describes
/// them, and what Pillow makes of what that leaves open.
/// </summary>
internal sealed class BmpHeader
{
    private const int FileHeaderLength = 14;
    private const int Os2Length = 12;
    private const int LengthWithMasks = 56;
    private const int MaxColors = 256;

    private BmpHeader()
    {
    }

    /// <summary>Whether the first row in the file is the top one.</summary>
    public required bool IsTopDown { get; init; }

    /// <summary>Bits of a pixel: 1, 4, 8 (indices into <see cref="Palette"/>), 16, 24 or 32.</summary>
    public required int Bits { get; init; }

    /// <summary>How the pixels are packed.</summary>
    public required BmpCompression Compression { get; init; }

    /// <summary>Which bits are red, green, blue and opacity, where the file says so.</summary>
    public required (uint Red, uint Green, uint Blue, uint Alpha)? Masks { get; init; }

    /// <summary>Red, green and blue of 256 colours; those that the file does not give are a ramp of greys.</summary>
    public required byte[] Palette { get; init; }

    /// <summary>Where the pixels begin.</summary>
    public required long Pixels { get; init; }

    /// <summary>Reads the headers and the palette.</summary>
    /// <exception cref="InvalidImageException">They are cut, or of a kind that is not read.</exception>
    public static BmpHeader Read(ReadOnlySpan<byte> file)
    {
        uint length = Number(file, FileHeaderLength);
        if (length is not (Os2Length or 40 or 64 or 108 or 124)) throw Rare();
        if (file.Length < FileHeaderLength + length) throw ImageHeader.Truncated(ImageFormat.Bmp);
        bool isOs2 = length == Os2Length;
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(file[(isOs2 ? 24 : 28)..]);
        var compression = isOs2 ? BmpCompression.None : (BmpCompression)Number(file, 30);
        long colors = isOs2 || Number(file, 46) == 0 ? 1L << Math.Min(bits, 32) : Number(file, 46);
        bool hasMasks = compression == BmpCompression.BitFields;
        int end = FileHeaderLength + (int)length;
        int palette = hasMasks && length < LengthWithMasks ? end + 3 * sizeof(uint) : end;
        if (palette > file.Length) throw ImageHeader.Truncated(ImageFormat.Bmp);

        long pixels = Number(file, 10);
        // Some programs forget the palette here.
        if (pixels == end && bits <= 8) pixels += 4 * colors;
        int entry = isOs2 ? 3 : 4;
        if (pixels == 0) pixels = palette + (bits <= 8 ? entry * colors : 0);
        return new BmpHeader
        {
            IsTopDown = !isOs2 && BinaryPrimitives.ReadInt32LittleEndian(file[22..]) < 0,
            Bits = bits,
            Compression = compression,
            Masks = hasMasks ? (Number(file, 54), Number(file, 58), Number(file, 62), length < LengthWithMasks ? 0 : Number(file, 66)) : null,
            Palette = bits <= 8 ? ReadPalette(file[palette..], colors, entry) : [],
            Pixels = pixels,
        };
    }

    /// <summary>The complaint about a file that Pillow does not read either.</summary>
    public static InvalidImageException Rare() => new("is a BMP of a rare kind that is not read");

    private static byte[] ReadPalette(ReadOnlySpan<byte> file, long colors, int entry)
    {
        if (colors > MaxColors) throw Rare();
        if (file.Length < colors * entry) throw ImageHeader.Truncated(ImageFormat.Bmp);
        byte[] palette = new byte[MaxColors * 3];
        for (int i = 0; i < MaxColors; i++)
        {
            Span<byte> color = palette.AsSpan(i * 3, 3);
            if (i < colors) (color[0], color[1], color[2]) = (file[i * entry + 2], file[i * entry + 1], file[i * entry]);
            else color.Fill((byte)i);
        }

        return palette;
    }

    private static uint Number(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);
}

/// <summary>How the pixels of a BMP are packed.</summary>
internal enum BmpCompression : uint
{
    /// <summary>One after another.</summary>
    None,

    /// <summary>Runs of bytes.</summary>
    Rle8,

    /// <summary>Runs of half bytes.</summary>
    Rle4,

    /// <summary>One after another; the header says which bits are which colour.</summary>
    BitFields,
}
