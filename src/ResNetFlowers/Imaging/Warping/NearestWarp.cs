using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Warping;

/// <summary>
/// Takes each pixel of the result from the source pixel that its middle falls into, byte for byte Pillow's affine transformation with
/// <c>NEAREST</c> (src/libImaging/Geometry.c), which has three ways of counting: steps along the sides where nothing is turned, 16.16
/// fixed-point numbers, and floating-point ones for pictures of 32,768 pixels and more.
/// </summary>
internal static class NearestWarp
{
    private const double FixedOne = 65536.0;
    private const int FixedBits = 16;
    private const double FixedLimit = 32768.0;

    /// <summary>Whether a result of this size is counted in fixed-point numbers, which can begin anywhere and give the same.</summary>
    public static bool IsFixed(AffineMatrix matrix, int width, int height) =>
        (matrix.B != 0 || matrix.D != 0) && FitsFixed(matrix.Map(0, 0)) && FitsFixed(matrix.Map(width, height))
        && FitsFixed(matrix.Map(0, height)) && FitsFixed(matrix.Map(width, 0));

    /// <summary>Writes the pixels of the result that show a part of the source; the others stay as they are.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="result">The whole of what the matrix describes; or a part, where the whole <see cref="IsFixed"/>.</param>
    /// <param name="matrix">From a point of the whole to the point of the source.</param>
    /// <param name="left">The part's first column.</param>
    /// <param name="top">The part's first row.</param>
    public static void Apply(RgbImage source, RgbImage result, AffineMatrix matrix, int left = 0, int top = 0)
    {
        if (IsFixed(matrix, left + result.Width, top + result.Height)) Fixed(source, result, matrix, left, top);
        else if (matrix.B == 0 && matrix.D == 0) Scale(source, result, matrix);
        else Floating(source, result, matrix);
    }

    /// <summary>From the column and row of a pixel, counted from 0, to the point of which the whole part is the source pixel: as <see cref="Apply"/> counts.</summary>
    /// <param name="matrix">From a point of the result to the point of the source.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="height">Rows of the result.</param>
    public static AffineMatrix FromIndex(AffineMatrix matrix, int width, int height)
    {
        AffineMatrix fromIndex = matrix.Around(0.5, 0.5);
        if (!IsFixed(matrix, width, height)) return fromIndex;
        return new AffineMatrix(
            Rounded(matrix.A), Rounded(matrix.B), Rounded(matrix.C + matrix.A * 0.5 + matrix.B * 0.5),
            Rounded(matrix.D), Rounded(matrix.E), Rounded(matrix.F + matrix.D * 0.5 + matrix.E * 0.5));

        static double Rounded(double value) => ToFixed(value) / FixedOne;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(RgbImage source, RgbImage result, AffineMatrix matrix)
    {
        int[] columns = ArrayPool<int>.Shared.Rent(result.Width);
        double column = matrix.C + matrix.A * 0.5;
        for (int x = 0; x < result.Width; x++, column += matrix.A) columns[x] = Index(column);

        double row = matrix.F + matrix.E * 0.5;
        for (int y = 0; y < result.Height; y++, row += matrix.E)
        {
            int from = Index(row);
            if (from < 0 || from >= source.Height) continue;
            ReadOnlySpan<byte> input = source.Row(from);
            Span<byte> output = result.Row(y);
            for (int x = 0; x < result.Width; x++)
            {
                int pixel = columns[x];
                if (pixel >= 0 && pixel < source.Width) input.Slice(pixel * 3, 3).CopyTo(output[(x * 3)..]);
            }
        }

        ArrayPool<int>.Shared.Return(columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fixed(RgbImage source, RgbImage result, AffineMatrix matrix, int left, int top)
    {
        int columns = source.Width;
        int rows = source.Height;
        int width = result.Width;
        int stepX = ToFixed(matrix.A);
        int stepY = ToFixed(matrix.D);
        int rowX = ToFixed(matrix.C + matrix.A * 0.5 + matrix.B * 0.5) + left * stepX + top * ToFixed(matrix.B);
        int rowY = ToFixed(matrix.F + matrix.D * 0.5 + matrix.E * 0.5) + left * stepY + top * ToFixed(matrix.E);
        ref byte pixels = ref MemoryMarshal.GetReference(source.Pixels);
        ref byte output = ref MemoryMarshal.GetReference(result.Pixels);
        nint to = 0;
        for (int y = 0; y < result.Height; y++, rowX += ToFixed(matrix.B), rowY += ToFixed(matrix.E))
        {
            int fromX = rowX;
            int fromY = rowY;
            for (int x = 0; x < width; x++, fromX += stepX, fromY += stepY, to += 3)
            {
                int column = fromX >> FixedBits;
                int row = fromY >> FixedBits;
                if ((uint)column >= (uint)columns || (uint)row >= (uint)rows) continue;
                CopyPixel(ref Unsafe.Add(ref pixels, (row * columns + column) * 3), ref Unsafe.Add(ref output, to));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Floating(RgbImage source, RgbImage result, AffineMatrix matrix)
    {
        double rowX = matrix.C + matrix.B * 0.5 + matrix.A * 0.5;
        double rowY = matrix.F + matrix.E * 0.5 + matrix.D * 0.5;
        for (int y = 0; y < result.Height; y++, rowX += matrix.B, rowY += matrix.E)
        {
            double fromX = rowX;
            double fromY = rowY;
            Span<byte> output = result.Row(y);
            for (int x = 0; x < output.Length; x += 3, fromX += matrix.A, fromY += matrix.D)
            {
                int column = Index(fromX);
                int row = Index(fromY);
                if ((uint)column >= (uint)source.Width || (uint)row >= (uint)source.Height) continue;
                source.Row(row).Slice(column * 3, 3).CopyTo(output[x..]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyPixel(ref byte from, ref byte to)
    {
        to = from;
        Unsafe.Add(ref to, 1) = Unsafe.Add(ref from, 1);
        Unsafe.Add(ref to, 2) = Unsafe.Add(ref from, 2);
    }

    private static int Index(double position) => position < 0.0 ? -1 : (int)position;

    private static int ToFixed(double value) => (int)Math.Floor(value * FixedOne + 0.5);

    private static bool FitsFixed((double X, double Y) point) => Math.Abs(point.X) < FixedLimit && Math.Abs(point.Y) < FixedLimit;
}
