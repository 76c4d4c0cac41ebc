namespace ResNetFlowers.Imaging.Bmp;

/// <summary>
/// Undoes a BMP's run-length encoding ("Bitmap Compression", Microsoft), as Pillow does: of an odd number of half bytes that stand for
/// themselves it reads the even ones only, and what follows begins at an even place of the file. Files that move about, over pixels
/// that they leave blank, are refused: Pillow loses its way in them.
/// </summary>
internal static class BmpRuns
{
    private const byte EndOfLine = 0;
    private const byte EndOfBitmap = 1;
    private const byte Delta = 2;

    /// <summary>Writes indices into the palette, a byte each, in the file's order of rows.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="start">Where the runs begin.</param>
    /// <param name="isHalf">Whether a byte holds two indices.</param>
    /// <param name="width">Columns.</param>
    /// <param name="indices">Receives all rows.</param>
    /// <returns>Whether the runs filled all rows.</returns>
    /// <exception cref="InvalidImageException">They move about.</exception>
    public static bool Expand(ReadOnlySpan<byte> file, int start, bool isHalf, int width, Span<byte> indices)
    {
        indices.Clear();
        int at = start;
        int column = 0;
        long written = 0;
        while (written < indices.Length && at + 1 < file.Length)
        {
            int count = file[at];
            byte value = file[at + 1];
            at += 2;
            if (count > 0)
            {
                count = Math.Clamp(width - column, 0, count);
                for (int i = 0; i < count; i++) Put(indices, written++, isHalf ? Half(value, i) : value);
                column += count;
                continue;
            }

            switch (value)
            {
                case EndOfLine:
                    written = (written + width - 1) / width * width;
                    column = 0;
                    break;
                case EndOfBitmap:
                    return written >= indices.Length;
                case Delta:
                    throw BmpHeader.Rare();
                default:
                    int bytes = isHalf ? value / 2 : value;
                    if (at + bytes > file.Length) return false;
                    for (int i = 0; i < (isHalf ? 2 * bytes : bytes); i++) Put(indices, written++, isHalf ? Half(file[at + i / 2], i) : file[at + i]);
                    column += value;
                    at += bytes;
                    at += at % 2;
                    break;
            }
        }

        return written >= indices.Length;
    }

    private static byte Half(byte pair, int index) => (byte)(index % 2 == 0 ? pair >> 4 : pair & 0x0F);

    private static void Put(Span<byte> indices, long at, byte value)
    {
        if (at < indices.Length) indices[(int)at] = value;
    }
}
