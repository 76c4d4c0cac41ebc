using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Warping;

/// <summary>
/// Takes each pixel of the result from the four source pixels around the point that its middle falls on, byte for byte Pillow's affine
/// transformation with <c>BILINEAR</c> (src/libImaging/Geometry.c): in double precision, cut to whole numbers, not rounded.
/// </summary>
internal static class BilinearWarp
{
    /// <summary>Writes the pixels of the result that show a part of the source; the others stay as they are.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="result">The whole of what the matrix describes, or a part.</param>
    /// <param name="matrix">From a point of the whole to the point of the source.</param>
    /// <param name="left">The part's first column.</param>
    /// <param name="top">The part's first row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(RgbImage source, RgbImage result, AffineMatrix matrix, int left, int top)
    {
        int width = source.Width;
        int height = source.Height;
        ref byte pixels = ref MemoryMarshal.GetReference(source.Pixels);
        for (int y = 0; y < result.Height; y++)
        {
            Span<byte> output = result.Row(y);
            for (int x = 0; x < result.Width; x++)
            {
                (double fromX, double fromY) = matrix.Map(left + x + 0.5, top + y + 0.5);
                if (fromX < 0.0 || fromX >= width || fromY < 0.0 || fromY >= height) continue;

                fromX -= 0.5;
                fromY -= 0.5;
                int column = (int)Math.Floor(fromX);
                int row = (int)Math.Floor(fromY);
                double right = fromX - column;
                double down = fromY - row;
                int near = Math.Max(column, 0) * 3;
                int next = Math.Min(column + 1, width - 1) * 3;
                ref byte upper = ref Unsafe.Add(ref pixels, (nint)Math.Max(row, 0) * width * 3);
                ref byte lower = ref Unsafe.Add(ref pixels, (nint)Math.Min(row + 1, height - 1) * width * 3);
                Span<byte> pixel = output.Slice(x * 3, 3);
                for (int channel = 0; channel < 3; channel++)
                {
                    double above = Between(Unsafe.Add(ref upper, near + channel), Unsafe.Add(ref upper, next + channel), right);
                    double below = Between(Unsafe.Add(ref lower, near + channel), Unsafe.Add(ref lower, next + channel), right);
                    pixel[channel] = (byte)(above + (below - above) * down);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Between(byte from, byte to, double part) => from + (to - from) * part;
}
