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
        Apply(source, destination, weights, size, Fma.IsSupported);

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

    /// <summary>Eight samples at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vector(ReadOnlySpan<float> rows, int stride, Span<byte> output, ReadOnlySpan<float> weights, int size)
    {
        ref float input = ref MemoryMarshal.GetReference(rows);
        int x = 0;
        for (; x <= output.Length - Vector256<float>.Count; x += Vector256<float>.Count)
        {
            Vector256<float> sum = Vector256<float>.Zero;
            for (int ky = 0; ky < size; ky++)
            {
                for (int kx = 0; kx < size; kx++)
                {
                    Vector256<float> samples = Vector256.LoadUnsafe(ref input, (nuint)(ky * stride + x + kx * 3));
                    sum = Fma.MultiplyAdd(samples, Vector256.Create(weights[ky * size + kx]), sum);
                }
            }

            // Conversion rounds halves to even, as torch.round does.
            Vector256<int> rounded = Avx.ConvertToVector256Int32(sum);
            Vector128<short> words = Sse2.PackSignedSaturate(rounded.GetLower(), rounded.GetUpper());
            ulong bytes = Sse2.PackUnsignedSaturate(words, words).AsUInt64().ToScalar();
            MemoryMarshal.Write(output[x..], bytes);
        }

        Scalar(rows, stride, output, weights, size, x);
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
