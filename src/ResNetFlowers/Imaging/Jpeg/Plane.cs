using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>Decoded samples of one component, of a part of the picture.</summary>
/// <param name="origin">The first sample's place.</param>
/// <param name="stride">Bytes from one row to the next.</param>
/// <param name="left">The first sample's column in the whole picture's component.</param>
/// <param name="top">Its row.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Plane(byte* origin, int stride, int left, int top)
{
    /// <summary>Room on both sides of a row, of which a neighbour's sample takes one byte.</summary>
    public const int Border = 16;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride => stride;

    /// <summary>Where a sample is, both counted in the whole picture's component.</summary>
    public byte* At(int x, int y) => origin + (nint)(y - top) * stride + (x - left);

    /// <summary>Bytes of a plane.</summary>
    /// <param name="columns">The units along a row.</param>
    /// <param name="rows">The units down a column.</param>
    /// <param name="stepX">Samples for each of a unit's, along a row.</param>
    /// <param name="stepY">The same down a column.</param>
    public static long Length(UnitRange columns, UnitRange rows, int stepX, int stepY) =>
        (2L * Border + columns.Count * UnitRange.Size * stepX) * rows.Count * UnitRange.Size * stepY;

    /// <summary>A plane at a place in memory.</summary>
    /// <inheritdoc cref="Length"/>
    public static Plane Create(byte* memory, UnitRange columns, UnitRange rows, int stepX, int stepY) => new(
        memory + Border, 2 * Border + columns.Count * UnitRange.Size * stepX, columns.First * UnitRange.Size * stepX,
        rows.First * UnitRange.Size * stepY);
}
