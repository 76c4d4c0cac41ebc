using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Filtering;

/// <summary>
/// A two-dimensional convolution over a picture whose edges are mirrored, each channel for itself, in single precision with fused
/// multiplication and addition, row by row of the kernel: the order in which PyTorch's convolution sums on the CPU, so that the
/// rounded bytes are torchvision's.
/// </summary>
internal static class GaussianFilter
{
    /// <summary>Blurs a picture into another of the same size; by vectors where there is hardware for it.</summary>
    /// <param name="source">The picture, each side longer than half the kernel's.</param>
    /// <param name="destination">Receives the result.</param>
    /// <param name="weights">The kernel, <c>[size, size]</c>.</param>
    /// <param name="size">Its side, odd.</param>
    public static void Apply(RgbImage source, RgbImage destination, ReadOnlySpan<float> weights, int size) =>
        Apply(source, destination, weights, size, Fma.IsSupported && Avx2.IsSupported);

    /// <summary>The same with the choice between the two ways, for tests.</summary>
    internal static void Apply(RgbImage source, RgbImage destination, ReadOnlySpan<float> weights, int size, bool vectorize)
    {
        int stride = (source.Width + size - 1) * 3;
        float[] padded = ArrayPool<float>.Shared.Rent(stride * (source.Height + size - 1));
        Pad(source, padded, size / 2);
        for (int y = 0; y < destination.Height; y++)
        {
            ReadOnlySpan<float> rows = padded.AsSpan(y * stride);
            if (vectorize) Vector(rows, stride, destination.Row(y), weights, size);
            else Scalar(rows, stride, destination.Row(y), weights, size);
        }

        ArrayPool<float>.Shared.Return(padded);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar(
        ReadOnlySpan<float> rows, int stride, Span<byte> output, ReadOnlySpan<float> weights, int size, int first = 0)
    {
        for (int x = first; x < output.Length; x++)
        {
            float sum = 0;
            for (int ky = 0; ky < size; ky++)
            {
                for (int kx = 0; kx < size; kx++)
                    sum = MathF.FusedMultiplyAdd(rows[ky * stride + x + kx * 3], weights[ky * size + kx], sum);
            }

            output[x] = (byte)MathF.Round(sum);
        }
    }

    /// <summary>Thirty-two samples at a time: one sum alone would wait for each of its additions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vector(ReadOnlySpan<float> rows, int stride, Span<byte> output, ReadOnlySpan<float> weights, int size)
    {
        const int Lanes = 8;
        ref float input = ref MemoryMarshal.GetReference(rows);
        int x = 0;
        for (; x <= output.Length - 4 * Lanes; x += 4 * Lanes)
        {
            Vector256<float> first = Vector256<float>.Zero;
            Vector256<float> second = Vector256<float>.Zero;
            Vector256<float> third = Vector256<float>.Zero;
            Vector256<float> fourth = Vector256<float>.Zero;
            for (int tap = 0, row = x; tap < weights.Length; row += stride)
            {
                for (int column = 0; column < size; column++, tap++)
                {
                    ref float samples = ref Unsafe.Add(ref input, row + column * 3);
                    Vector256<float> weight = Vector256.Create(weights[tap]);
                    first = Fma.MultiplyAdd(Vector256.LoadUnsafe(ref samples), weight, first);
                    second = Fma.MultiplyAdd(Vector256.LoadUnsafe(ref samples, Lanes), weight, second);
                    third = Fma.MultiplyAdd(Vector256.LoadUnsafe(ref samples, 2 * Lanes), weight, third);
                    fourth = Fma.MultiplyAdd(Vector256.LoadUnsafe(ref samples, 3 * Lanes), weight, fourth);
                }
            }

            Round(first, second).CopyTo(output[x..]);
            Round(third, fourth).CopyTo(output[(x + 2 * Lanes)..]);
        }

        Scalar(rows, stride, output, weights, size, x);
    }

    /// <summary>Conversion rounds halves to even, as <c>torch.round</c> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Round(Vector256<float> low, Vector256<float> high)
    {
        // Packing works within lanes: 0–3, 8–11 | 4–7, 12–15, put in order as quadwords.
        Vector256<short> words = Avx2.PackSignedSaturate(Avx.ConvertToVector256Int32(low), Avx.ConvertToVector256Int32(high));
        words = Avx2.Permute4x64(words.AsInt64(), 0b11_01_10_00).AsInt16();
        return Sse2.PackUnsignedSaturate(words.GetLower(), words.GetUpper());
    }

    /// <summary>Writes the picture with a mirrored margin, <c>[height + 2 · margin, (width + 2 · margin) · 3]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pad(RgbImage source, Span<float> padded, int margin)
    {
        int to = 0;
        for (int y = -margin; y < source.Height + margin; y++)
        {
            ReadOnlySpan<byte> row = source.Row(Mirror(y, source.Height));
            for (int x = -margin; x < source.Width + margin; x++, to += 3)
            {
                int from = Mirror(x, source.Width) * 3;
                padded[to] = row[from];
                padded[to + 1] = row[from + 1];
                padded[to + 2] = row[from + 2];
            }
        }
    }

    /// <summary>A position before the first or behind the last is one the other way, the edge itself not counted twice.</summary>
    private static int Mirror(int position, int length) =>
        position < 0 ? -position : position >= length ? 2 * (length - 1) - position : position;
}
