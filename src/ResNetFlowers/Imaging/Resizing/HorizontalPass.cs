using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Resizing;

/// <summary>
/// Resizes one row of RGB pixels.
/// Compiled with all optimisations at once: the runtime's quick first version of these loops is so much slower that the first 500
/// photos of a run took 2.6 times as long.
/// </summary>
internal static class HorizontalPass
{
    /// <summary>Bytes that one vector load takes.</summary>
    private const int LoadSize = 16;

    /// <summary>One row without vector instructions.</summary>
    /// <param name="from">The input row, and whatever follows it.</param>
    /// <param name="to">The output row, <c>[OutputSize, 3]</c>.</param>
    /// <param name="coefficients">The weights along the row.</param>
    /// <param name="first">The output pixel to begin with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scalar(ReadOnlySpan<byte> from, Span<byte> to, in ResizeCoefficients coefficients, int first = 0)
    {
        ReadOnlySpan<int> starts = coefficients.Starts;
        ReadOnlySpan<int> counts = coefficients.Counts;
        ReadOnlySpan<int> allWeights = coefficients.Weights;
        for (int x = first; x < starts.Length; x++)
        {
            ReadOnlySpan<int> weights = allWeights.Slice(x * coefficients.Stride, counts[x]);
            ReadOnlySpan<byte> pixels = from.Slice(starts[x] * 3, weights.Length * 3);
            int red = ResizeCoefficients.Half;
            int green = ResizeCoefficients.Half;
            int blue = ResizeCoefficients.Half;
            for (int i = 0; i < weights.Length; i++)
            {
                red += pixels[i * 3] * weights[i];
                green += pixels[i * 3 + 1] * weights[i];
                blue += pixels[i * 3 + 2] * weights[i];
            }

            to[x * 3] = ResizeCoefficients.ToSample(red);
            to[x * 3 + 1] = ResizeCoefficients.ToSample(green);
            to[x * 3 + 2] = ResizeCoefficients.ToSample(blue);
        }
    }

    /// <summary>One row, four input pixels at a time; the pixels too near the end of either span are left to the scalar code.</summary>
    /// <inheritdoc cref="Scalar"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vector(ReadOnlySpan<byte> from, Span<byte> to, in ResizeCoefficients coefficients)
    {
        // Of 16 bytes, 12 are four pixels. The lower lane gets pixels 0 and 1, the upper one 2 and 3: as 16-bit pairs R R, G G, B B.
        Vector256<byte> pairs = Vector256.Create(
            0, 255, 3, 255, 1, 255, 4, 255, 2, 255, 5, 255, 255, 255, 255, 255,
            6, 255, 9, 255, 7, 255, 10, 255, 8, 255, 11, 255, 255, 255, 255, 255);
        Vector256<byte> lowHalves = Lanes(0, 4);
        Vector256<byte> highHalves = Lanes(8, 12);

        int stride = coefficients.Stride * 2;
        ReadOnlySpan<int> starts = coefficients.Starts[..VectorPixels(from.Length, coefficients)];
        ReadOnlySpan<int> counts = coefficients.Counts[..starts.Length];
        ref byte source = ref MemoryMarshal.GetReference(from);
        ref byte destination = ref MemoryMarshal.GetReference(to);
        ref short halves = ref MemoryMarshal.GetReference(coefficients.Halves);
        for (int x = 0; x < starts.Length; x++)
        {
            ref byte pixels = ref Unsafe.Add(ref source, starts[x] * 3);
            ref short weights = ref Unsafe.Add(ref halves, x * stride);
            Vector256<int> low = Vector256<int>.Zero;
            Vector256<int> high = Vector256<int>.Zero;
            for (int i = 0; i < counts[x]; i += ResizeCoefficients.GroupSize)
            {
                Vector128<byte> loaded = Vector128.LoadUnsafe(ref pixels, (nuint)(i * 3));
                Vector128<byte> group = Vector128.LoadUnsafe(ref weights, (nuint)(i * 2)).AsByte();
                Vector256<short> samples = Avx2.Shuffle(Vector256.Create(loaded, loaded), pairs).AsInt16();
                Vector256<byte> both = Vector256.Create(group, group);
                low += Avx2.MultiplyAddAdjacent(samples, Avx2.Shuffle(both, lowHalves).AsInt16());
                high += Avx2.MultiplyAddAdjacent(samples, Avx2.Shuffle(both, highHalves).AsInt16());
            }

            Vector256<int> lanes = (high << ResizeCoefficients.LowBits) + low;
            Vector128<int> sum = lanes.GetLower() + lanes.GetUpper() + Vector128.Create(ResizeCoefficients.Half);
            Vector128<short> words = Sse2.PackSignedSaturate(sum >> ResizeCoefficients.PrecisionBits, Vector128<int>.Zero);
            uint pixel = Sse2.PackUnsignedSaturate(words, words).AsUInt32().ToScalar();
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, x * 3), pixel);
        }

        Scalar(from, to, coefficients, starts.Length);
    }

    /// <summary>
    /// How many output pixels, from the left, may be done with vectors: their loads end within the input, and their stores of four
    /// bytes within the row (the fourth is overwritten by the next pixel).
    /// </summary>
    private static int VectorPixels(int available, in ResizeCoefficients coefficients)
    {
        int lastLoad = (coefficients.Stride - ResizeCoefficients.GroupSize) * 3 + LoadSize;
        ReadOnlySpan<int> starts = coefficients.Starts;
        int pixels = starts.Length - 1;
        while (pixels > 0 && starts[pixels - 1] * 3 + lastLoad > available) pixels--;
        return pixels;
    }

    /// <summary>A shuffle that fills the lower lane with the pair of 16-bit numbers at one byte, the upper lane with another.</summary>
    private static Vector256<byte> Lanes(int lower, int upper) => Vector256.Create(
        Vector128.Create(0x03020100 + 0x01010101 * lower).AsByte(), Vector128.Create(0x03020100 + 0x01010101 * upper).AsByte());
}
