using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace ResNetFlowers.Imaging;

/// <summary>
/// Decodes PNG of 16-bit grey (PNG specification, sections 8 to 10). Image libraries keep the high byte of a sample; Pillow, which we
/// follow, keeps the number and cuts it at 255, so that all but the darkest is white.
/// </summary>
internal static class Gray16Png
{
    private const int HeaderLength = 13;
    private const int BytesPerPixel = 2;

    // First column, first row and their steps of Adam7's seven passes.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Whether a PNG is of that kind: by its header's depth and colour type.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.Length > 25 && file[24] == 16 && file[25] == 0;

    /// <summary>Decodes a whole file.</summary>
    /// <exception cref="InvalidImageException">It is damaged or truncated.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageHeader header)
    {
        using MemoryStream data = Data(file, out bool isInterlaced);
        RgbImage image = RgbImage.Rent(header.Width, header.Height);
        try
        {
            using var samples = new ZLibStream(data, CompressionMode.Decompress);
            foreach ((int x, int y, int stepX, int stepY) in isInterlaced ? Passes : [(0, 0, 1, 1)]) Read(samples, image, x, y, stepX, stepY);
            return image;
        }
        catch (Exception exception)
        {
            image.Dispose();
            if (exception is EndOfStreamException) throw ImageHeader.Truncated(ImageFormat.Png);
            if (exception is InvalidDataException) throw Damaged();
            throw;
        }
    }

    /// <summary>The compressed data of all IDAT chunks.</summary>
    private static MemoryStream Data(ReadOnlySpan<byte> file, out bool isInterlaced)
    {
        var data = new MemoryStream();
        isInterlaced = false;
        foreach (PngChunk chunk in new PngChunks(file))
        {
            if (chunk.Type.SequenceEqual("IEND"u8))
            {
                data.Position = 0;
                return data;
            }

            if (chunk.IsCritical && !chunk.HasRightChecksum) throw Damaged();
            if (chunk.Type.SequenceEqual("IHDR"u8)) isInterlaced = chunk.Content.Length == HeaderLength && chunk.Content[^1] == 1;
            else if (chunk.Type.SequenceEqual("IDAT"u8)) data.Write(chunk.Content);
        }

        throw ImageHeader.Truncated(ImageFormat.Png);
    }

    /// <summary>Reads every row of a pass, each behind the number of its filter.</summary>
    private static void Read(ZLibStream samples, RgbImage image, int left, int top, int stepX, int stepY)
    {
        int width = (image.Width - left + stepX - 1) / stepX;
        if (width <= 0) return;
        int length = width * BytesPerPixel;
        byte[] row = ArrayPool<byte>.Shared.Rent(1 + length);
        byte[] above = ArrayPool<byte>.Shared.Rent(1 + length);
        above.AsSpan(0, 1 + length).Clear();
        try
        {
            for (int y = top; y < image.Height; y += stepY)
            {
                samples.ReadExactly(row, 0, 1 + length);
                Unfilter(row[0], row.AsSpan(1, length), above.AsSpan(1, length));
                Span<byte> to = image.Row(y);
                for (int i = 0; i < width; i++)
                    to.Slice((left + i * stepX) * 3, 3).Fill((byte)Math.Min(255, (int)BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(1 + i * BytesPerPixel))));
                (row, above) = (above, row);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(row);
            ArrayPool<byte>.Shared.Return(above);
        }
    }

    /// <summary>Adds to each byte what its filter predicted from the bytes to the left, above, and above to the left.</summary>
    private static void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        if (filter > 4) throw Damaged();
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < BytesPerPixel ? 0 : row[i - BytesPerPixel];
            int corner = i < BytesPerPixel ? 0 : above[i - BytesPerPixel];
            row[i] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                _ => (byte)Paeth(left, above[i], corner),
            };
        }
    }

    /// <summary>Whichever neighbour is nearest to left + above − corner.</summary>
    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        (int toLeft, int toAbove, int toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        if (toLeft <= toAbove && toLeft <= toCorner) return left;
        return toAbove <= toCorner ? above : corner;
    }

    private static InvalidImageException Damaged() => new("is a damaged PNG");
}
