using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>
/// Brings rows of colour to full resolution as libjpeg-turbo's smooth upsampling (jdsample.c) does: a sample counts three quarters, its
/// neighbour on the other side of the pixel one; halves are rounded up and down by turns.
/// </summary>
internal static unsafe class ChromaRow
{
    /// <summary>A row of colour at half the height.</summary>
    /// <param name="near">The row in which the pixels lie.</param>
    /// <param name="far">The row that they are nearest to otherwise.</param>
    /// <param name="to">Receives as many samples.</param>
    /// <param name="count">How many.</param>
    /// <param name="isUpper">Whether the pixels' row is the upper one of the two that the row of colour is for.</param>
    /// <param name="vectorize">Whether to use AVX2.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tall(byte* near, byte* far, byte* to, int count, bool isUpper, bool vectorize)
    {
        int bias = isUpper ? 1 : 2;
        int x = 0;
        if (vectorize)
        {
            Vector256<short> rounding = Vector256.Create((short)bias);
            for (; x <= count - Vector128<byte>.Count; x += Vector128<byte>.Count)
            {
                Vector256<short> sums = (Blend(near, far, x) + rounding) >>> 2;
                Sse2.PackUnsignedSaturate(sums.GetLower(), sums.GetUpper()).Store(to + x);
            }
        }

        for (; x < count; x++) to[x] = (byte)((3 * near[x] + far[x] + bias) >> 2);
    }

    /// <summary>A row of colour at half the width.</summary>
    /// <param name="row">The row; the samples before and behind are looked at, too.</param>
    /// <param name="to">Receives twice as many samples.</param>
    /// <param name="count">How many samples of the row to take.</param>
    /// <param name="vectorize">Whether to use AVX2.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(byte* row, byte* to, int count, bool vectorize)
    {
        int x = 0;
        if (vectorize)
        {
            Vector256<short> one = Vector256<short>.One;
            for (; x <= count - Vector128<byte>.Count; x += Vector128<byte>.Count)
            {
                Vector256<short> own = Avx2.ConvertToVector256Int16(row + x) * 3;
                Vector256<short> left = (own + Avx2.ConvertToVector256Int16(row + x - 1) + one) >>> 2;
                Vector256<short> right = (own + Avx2.ConvertToVector256Int16(row + x + 1) + one + one) >>> 2;
                (left | right << 8).AsByte().Store(to + 2 * x);
            }
        }

        for (; x < count; x++)
        {
            to[2 * x] = (byte)((3 * row[x] + row[x - 1] + 1) >> 2);
            to[2 * x + 1] = (byte)((3 * row[x] + row[x + 1] + 2) >> 2);
        }
    }

    /// <summary>A row of colour at half the width and half the height.</summary>
    /// <param name="near">The row in which the pixels lie; the samples before and behind are looked at, too.</param>
    /// <param name="far">The row that they are nearest to otherwise, likewise.</param>
    /// <param name="to">Receives twice as many samples.</param>
    /// <param name="count">How many samples of a row to take.</param>
    /// <param name="vectorize">Whether to use AVX2.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WideAndTall(byte* near, byte* far, byte* to, int count, bool vectorize)
    {
        int x = 0;
        if (vectorize)
        {
            Vector256<short> eight = Vector256.Create((short)8);
            Vector256<short> seven = Vector256.Create((short)7);
            for (; x <= count - Vector128<byte>.Count; x += Vector128<byte>.Count)
            {
                Vector256<short> own = Blend(near, far, x) * 3;
                Vector256<short> left = (own + Blend(near, far, x - 1) + eight) >>> 4;
                Vector256<short> right = (own + Blend(near, far, x + 1) + seven) >>> 4;
                (left | right << 8).AsByte().Store(to + 2 * x);
            }
        }

        for (; x < count; x++)
        {
            int own = 3 * (3 * near[x] + far[x]);
            to[2 * x] = (byte)((own + 3 * near[x - 1] + far[x - 1] + 8) >> 4);
            to[2 * x + 1] = (byte)((own + 3 * near[x + 1] + far[x + 1] + 7) >> 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Blend(byte* near, byte* far, int x) =>
        Avx2.ConvertToVector256Int16(near + x) * 3 + Avx2.ConvertToVector256Int16(far + x);
}
