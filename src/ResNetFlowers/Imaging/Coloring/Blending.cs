using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Coloring;

/// <summary>
/// Goes from one picture towards another, or past it, byte for byte Pillow's <c>Image.blend</c>: in single precision, cut to whole
/// numbers, not rounded.
/// </summary>
internal static class Blending
{
    /// <summary>One sample.</summary>
    /// <param name="from">The sample at factor 0.</param>
    /// <param name="to">The sample at factor 1.</param>
    /// <param name="factor">How far to go.</param>
    public static byte Blend(byte from, byte to, float factor) => (byte)Math.Clamp(from + factor * (to - from), 0f, 255f);

    /// <summary>Blends <paramref name="to"/> in place; with AVX2 by vectors.</summary>
    /// <inheritdoc cref="Scalar"/>
    public static void Blend(ReadOnlySpan<byte> from, Span<byte> to, float factor)
    {
        if (Avx2.IsSupported) Vector(from, to, factor);
        else Scalar(from, to, factor);
    }

    /// <summary>Without vector instructions.</summary>
    /// <param name="from">The samples at factor 0.</param>
    /// <param name="to">The samples at factor 1, as many; receives the result.</param>
    /// <param name="factor">How far to go.</param>
    /// <param name="first">The sample to begin with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scalar(ReadOnlySpan<byte> from, Span<byte> to, float factor, int first = 0)
    {
        from = from[..to.Length];
        for (int i = first; i < to.Length; i++) to[i] = Blend(from[i], to[i], factor);
    }

    /// <summary>Sixteen samples at a time.</summary>
    /// <inheritdoc cref="Scalar"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vector(ReadOnlySpan<byte> from, Span<byte> to, float factor)
    {
        ref byte start = ref MemoryMarshal.GetReference(from[..to.Length]);
        ref byte end = ref MemoryMarshal.GetReference(to);
        Vector256<float> factors = Vector256.Create(factor);
        int i = 0;
        for (; i <= to.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            Vector128<byte> a = Vector128.LoadUnsafe(ref start, (nuint)i);
            Vector128<byte> b = Vector128.LoadUnsafe(ref end, (nuint)i);
            Vector256<int> low = Eight(a, b, factors);
            Vector256<int> high = Eight(Upper(a), Upper(b), factors);
            // Packing works within lanes: 0–3, 8–11 | 4–7, 12–15, put in order as quadwords. It also clips, at 0 and 255.
            Vector256<short> words = Avx2.Permute4x64(Avx2.PackSignedSaturate(low, high).AsInt64(), 0b11_01_10_00).AsInt16();
            Sse2.PackUnsignedSaturate(words.GetLower(), words.GetUpper()).StoreUnsafe(ref end, (nuint)i);
        }

        Scalar(from, to, factor, i);
    }

    private static Vector128<byte> Upper(Vector128<byte> bytes) => Sse2.ShiftRightLogical128BitLane(bytes, 8);

    /// <summary>The lower eight samples, cut to whole numbers; a factor so large that it leaves 32 bits gives the wrong sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Eight(Vector128<byte> from, Vector128<byte> to, Vector256<float> factor)
    {
        Vector256<int> start = Avx2.ConvertToVector256Int32(from);
        Vector256<int> difference = Avx2.ConvertToVector256Int32(to) - start;
        Vector256<float> blended = Avx.ConvertToVector256Single(start) + factor * Avx.ConvertToVector256Single(difference);
        return Avx.ConvertToVector256Int32WithTruncation(blended);
    }
}
