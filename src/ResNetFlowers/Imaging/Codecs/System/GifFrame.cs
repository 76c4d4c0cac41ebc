using System.Buffers.Binary;

namespace ResNetFlowers.Imaging.Codecs;

/// <summary>Finds what gd does not tell of a GIF: where its first frame stands, and whether that frame's data is all there.</summary>
internal static class GifFrame
{
    private const int ScreenDescriptorEnd = 13;
    private const byte Extension = 0x21;
    private const byte ImageDescriptor = 0x2C;
    private const byte Trailer = 0x3B;

    /// <summary>The first frame's left and top edge on the screen (GIF89a specification, section 20).</summary>
    /// <exception cref="InvalidImageException">The file ends within the frame, or has none.</exception>
    public static (int Left, int Top) Locate(ReadOnlySpan<byte> file)
    {
        int position = ScreenDescriptorEnd + ColorTableLength(file[10]);
        while (position < file.Length)
        {
            switch (file[position++])
            {
                case Extension:
                    position = SkipBlocks(file, position + 1);
                    break;
                case ImageDescriptor:
                    return ReadFrame(file, position);
                case Trailer:
                    throw new InvalidImageException("is a damaged GIF: it has no frame");
            }
        }

        throw ImageHeader.Truncated(ImageFormat.Gif);
    }

    private static (int Left, int Top) ReadFrame(ReadOnlySpan<byte> file, int position)
    {
        const int DescriptorLength = 9;
        const int CodeSize = 1;
        if (position + DescriptorLength > file.Length) throw ImageHeader.Truncated(ImageFormat.Gif);
        int left = BinaryPrimitives.ReadUInt16LittleEndian(file[position..]);
        int top = BinaryPrimitives.ReadUInt16LittleEndian(file[(position + 2)..]);
        int data = position + DescriptorLength + ColorTableLength(file[position + DescriptorLength - 1]) + CodeSize;
        SkipBlocks(file, data);
        return (left, top);
    }

    /// <summary>Three bytes a colour, <c>2^(n+1)</c> colours; bit 7 says whether there is a table at all.</summary>
    private static int ColorTableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 0x07) + 1);

    /// <summary>Steps over sub-blocks, each led by its length, up to and including the empty one that ends them.</summary>
    private static int SkipBlocks(ReadOnlySpan<byte> file, int position)
    {
        while (position < file.Length)
        {
            int length = file[position];
            position += 1 + length;
            if (length == 0) return position;
        }

        throw ImageHeader.Truncated(ImageFormat.Gif);
    }
}
