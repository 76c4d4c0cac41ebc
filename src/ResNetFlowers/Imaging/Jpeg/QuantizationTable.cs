using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>What the coefficients of a block are multiplied by.</summary>
internal sealed unsafe class QuantizationTable
{
    private readonly ushort[] _values = GC.AllocateArray<ushort>(64, pinned: true);

    /// <summary>Whether the current file has set it.</summary>
    public bool IsSet { get; set; }

    /// <summary>64 numbers, row by row.</summary>
    public ushort* Values => (ushort*)Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);

    /// <summary>Takes a definition.</summary>
    /// <param name="definition">64 numbers of one or of two bytes, in the order of the diagonals.</param>
    public void Set(ReadOnlySpan<byte> definition)
    {
        for (int i = 0; i < 64; i++)
        {
            _values[ZigZag.ToRows[i]] = definition.Length == 64 ? definition[i] : BinaryPrimitives.ReadUInt16BigEndian(definition[(2 * i)..]);
        }

        IsSet = true;
    }
}
