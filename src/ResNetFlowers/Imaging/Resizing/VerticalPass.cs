using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Resizing;

/// <summary>
/// Makes one row out of those above and below it, each byte from the bytes of its own column.
/// Compiled with all optimisations at once: the runtime's quick first version of these loops is so much slower that the first 500
/// photos of a run took 2.6 times as long.
/// </summary>
internal static class VerticalPass
{
    /// <summary>One output row without vector instructions.</summary>
    /// <param name="from">The input rows, the first at offset 0.</param>
    /// <param name="stride">Bytes from one input row to the next.</param>
    /// <param name="to">The output row.</param>
    /// <param name="y">Its number.</param>
    /// <param name="coefficients">The weights down the column.</param>
    /// <param name="first">The byte of the row to begin with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scalar(
        ReadOnlySpan<byte> from, int stride, Span<byte> to, int y, in ResizeCoefficients coefficients, int first = 0)
    {
        ReadOnlySpan<int> weights = coefficients.Weights.Slice(y * coefficients.Stride, coefficients.Counts[y]);
        ReadOnlySpan<byte> rows = from[(coefficients.Starts[y] * stride)..];
        for (int x = first; x < to.Length; x++)
        {
            int sum = ResizeCoefficients.Half;
            for (int i = 0; i < weights.Length; i++) sum += rows[i * stride + x] * weights[i];
            to[x] = ResizeCoefficients.ToSample(sum);
        }
    }

    /// <summary>One output row, 16 bytes of two input rows at a time; the row's last bytes are left to the scalar code.</summary>
    /// <inheritdoc cref="Scalar"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vector(ReadOnlySpan<byte> from, int stride, Span<byte> to, int y, in ResizeCoefficients coefficients)
    {
        int count = coefficients.Counts[y];
        ref byte rows = ref Unsafe.Add(ref MemoryMarshal.GetReference(from), coefficients.Starts[y] * stride);
        ref short halves = ref Unsafe.Add(ref MemoryMarshal.GetReference(coefficients.Halves), y * coefficients.Stride * 2);
        ref byte destination = ref MemoryMarshal.GetReference(to);
        int x = 0;
        for (; x <= to.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            Vector256<int> leftLow = Vector256<int>.Zero;
            Vector256<int> leftHigh = Vector256<int>.Zero;
            Vector256<int> rightLow = Vector256<int>.Zero;
            Vector256<int> rightHigh = Vector256<int>.Zero;
            for (int i = 0; i < count; i += 2)
            {
                // An odd row out is paired with itself, at a weight of zero.
                Vector128<byte> upper = Vector128.LoadUnsafe(ref rows, (nuint)(i * stride + x));
                Vector128<byte> lower = Vector128.LoadUnsafe(ref rows, (nuint)(Math.Min(i + 1, count - 1) * stride + x));
                ref short pair = ref Unsafe.Add(ref halves, i / 4 * 8 + i % 4);
                Vector256<short> low = Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.As<short, byte>(ref pair))).AsInt16();
                Vector256<short> high =
                    Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref pair, 4)))).AsInt16();
                Vector256<short> left = Avx2.ConvertToVector256Int16(Sse2.UnpackLow(upper, lower));
                Vector256<short> right = Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(upper, lower));
                leftLow += Avx2.MultiplyAddAdjacent(left, low);
                leftHigh += Avx2.MultiplyAddAdjacent(left, high);
                rightLow += Avx2.MultiplyAddAdjacent(right, low);
                rightHigh += Avx2.MultiplyAddAdjacent(right, high);
            }

            // Packing works within lanes: 0–3, 8–11 | 4–7, 12–15 as words, put in order as quadwords.
            Vector256<short> words = Avx2.PackSignedSaturate(Round(leftLow, leftHigh), Round(rightLow, rightHigh));
            words = Avx2.Permute4x64(words.AsInt64(), 0b11_01_10_00).AsInt16();
            Sse2.PackUnsignedSaturate(words.GetLower(), words.GetUpper()).StoreUnsafe(ref destination, (nuint)x);
        }

        Scalar(from, stride, to, y, coefficients, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<int> low, Vector256<int> high) =>
        ((high << ResizeCoefficients.LowBits) + low + Vector256.Create(ResizeCoefficients.Half)) >> ResizeCoefficients.PrecisionBits;
}
