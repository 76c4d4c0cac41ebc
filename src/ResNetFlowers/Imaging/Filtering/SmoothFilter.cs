using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Filtering;

/// <summary>
/// A mean over 3x3 pixels in which the middle one counts five times, byte for byte Pillow's <c>ImageFilter.SMOOTH</c>: single
/// precision, summed in its order, halves rounded up. The outermost pixels are copied.
/// </summary>
internal static class SmoothFilter
{
    private const float Edge = 1f / 13f;
    private const float Middle = 5f / 13f;

    /// <summary>Smooths a picture into another of the same size; with AVX2 by vectors.</summary>
    public static void Apply(RgbImage source, RgbImage destination) => Apply(source, destination, Avx2.IsSupported);

    /// <summary>The same with the choice between the two ways, for tests.</summary>
    internal static void Apply(RgbImage source, RgbImage destination, bool vectorize)
    {
        source.Pixels.CopyTo(destination.Pixels);
        for (int y = 1; y < source.Height - 1; y++)
        {
            if (vectorize) Vector(source.Row(y - 1), source.Row(y), source.Row(y + 1), destination.Row(y));
            else Scalar(source.Row(y - 1), source.Row(y), source.Row(y + 1), destination.Row(y));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar(ReadOnlySpan<byte> above, ReadOnlySpan<byte> row, ReadOnlySpan<byte> below, Span<byte> output, int first = 3)
    {
        for (int i = first; i < output.Length - 3; i++)
        {
            float sum = 0.5f;
            sum += below[i - 3] * Edge + below[i] * Edge + below[i + 3] * Edge;
            sum += row[i - 3] * Edge + row[i] * Middle + row[i + 3] * Edge;
            sum += above[i - 3] * Edge + above[i] * Edge + above[i + 3] * Edge;
            output[i] = (byte)sum;
        }
    }

    /// <summary>Eight samples at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vector(ReadOnlySpan<byte> above, ReadOnlySpan<byte> row, ReadOnlySpan<byte> below, Span<byte> output)
    {
        Vector256<float> edge = Vector256.Create(Edge);
        Vector256<float> middle = Vector256.Create(Middle);
        ref byte upper = ref MemoryMarshal.GetReference(above);
        ref byte same = ref MemoryMarshal.GetReference(row);
        ref byte lower = ref MemoryMarshal.GetReference(below);
        int i = 3;
        for (; i + Vector256<float>.Count <= output.Length - 3; i += Vector256<float>.Count)
        {
            Vector256<float> sum = Vector256.Create(0.5f);
            sum += Eight(ref lower, i - 3) * edge + Eight(ref lower, i) * edge + Eight(ref lower, i + 3) * edge;
            sum += Eight(ref same, i - 3) * edge + Eight(ref same, i) * middle + Eight(ref same, i + 3) * edge;
            sum += Eight(ref upper, i - 3) * edge + Eight(ref upper, i) * edge + Eight(ref upper, i + 3) * edge;
            Vector256<int> whole = Avx.ConvertToVector256Int32WithTruncation(sum);
            Vector128<short> words = Sse2.PackSignedSaturate(whole.GetLower(), whole.GetUpper());
            MemoryMarshal.Write(output[i..], Sse2.PackUnsignedSaturate(words, words).AsUInt64().ToScalar());
        }

        Scalar(above, row, below, output, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Eight(ref byte samples, int index)
    {
        ulong eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref samples, index));
        return Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(Vector128.CreateScalar(eight).AsByte()));
    }
}
