using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>The order in which a JPEG stores the coefficients of a block: along its diagonals (ITU-T T.81, figure A.6).</summary>
internal static unsafe class ZigZag
{
    private const int Entries = 64 + HuffmanTable.BlockEnd;

    private static readonly byte[] Table = Create();

    /// <summary>
    /// For each stored position its place in the block, row by row. Positions beyond the 63rd, which only damaged data reaches, are the
    /// last place, as in libjpeg.
    /// </summary>
    public static byte* ToRows { get; } = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(Table, 0);

    private static byte[] Create()
    {
        byte[] table = GC.AllocateArray<byte>(Entries, pinned: true);
        Array.Fill(table, (byte)63);
        int position = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++)
        {
            for (int step = Math.Max(0, diagonal - 7); step <= Math.Min(diagonal, 7); step++)
            {
                // Even diagonals run upwards, odd ones downwards.
                (int row, int column) = diagonal % 2 == 0 ? (diagonal - step, step) : (step, diagonal - step);
                table[position++] = (byte)(row * 8 + column);
            }
        }

        return table;
    }
}
