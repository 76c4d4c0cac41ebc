using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>
/// Turns rows of Y, Cb, Cr into RGB (JFIF 1.02, page 3) in libjpeg's 16-bit fixed point: red is <c>Y + 1.402 Cr</c>, green
/// <c>Y − 0.34414 Cb − 0.71414 Cr</c>, blue <c>Y + 1.772 Cb</c>, with colours counted from 128 and each product, or green's two
/// together, rounded.
/// </summary>
internal static unsafe class ColorRow
{
    // The parts of the factors that 16 signed bits hold; what is missing is added, or subtracted, once or twice without multiplying.
    private const int RedFromCr = 91881 - 65536;
    private const int GreenFromCb = -22554;
    private const int GreenFromCr = 65536 - 46802;
    private const int BlueFromCb = 116130 - 2 * 65536;
    private const int Half = 1 << 15;
    private const int Center = 128;

    /// <summary>Converts a row without vector instructions.</summary>
    /// <param name="y">Brightness.</param>
    /// <param name="cb">Blue against brightness.</param>
    /// <param name="cr">Red against brightness.</param>
    /// <param name="rgb">Receives three bytes a pixel.</param>
    /// <param name="count">How many pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scalar(byte* y, byte* cb, byte* cr, byte* rgb, int count)
    {
        for (int x = 0; x < count; x++)
        {
            int blue = cb[x] - Center;
            int red = cr[x] - Center;
            rgb[x * 3] = Clamp(y[x] + red + ((red * RedFromCr + Half) >> 16));
            rgb[x * 3 + 1] = Clamp(y[x] - red + ((blue * GreenFromCb + red * GreenFromCr + Half) >> 16));
            rgb[x * 3 + 2] = Clamp(y[x] + 2 * blue + ((blue * BlueFromCb + Half) >> 16));
        }
    }

    /// <summary>The same with AVX2, 16 pixels at a time.</summary>
    /// <inheritdoc cref="Scalar"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vector(byte* y, byte* cb, byte* cr, byte* rgb, int count)
    {
        if (count < Vector128<byte>.Count)
        {
            Scalar(y, cb, cr, rgb, count);
            return;
        }

        Vector256<short> center = Vector256.Create((short)Center);
        for (int x = 0; x < count; x += Vector128<byte>.Count)
        {
            // The last sixteen overlap those before them.
            x = Math.Min(x, count - Vector128<byte>.Count);
            Vector256<short> light = Avx2.ConvertToVector256Int16(y + x);
            Vector256<short> blue = Avx2.ConvertToVector256Int16(cb + x) - center;
            Vector256<short> red = Avx2.ConvertToVector256Int16(cr + x) - center;
            Store(
                rgb + x * 3,
                Pack(light + red + Multiply(red, RedFromCr)),
                Pack(light - red + Green(blue, red)),
                Pack(light + blue + blue + Multiply(blue, BlueFromCb)));
        }
    }

    /// <summary>Writes a grey row.</summary>
    /// <param name="y">Brightness.</param>
    /// <param name="rgb">Receives three bytes a pixel.</param>
    /// <param name="count">How many pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gray(byte* y, byte* rgb, int count)
    {
        for (int x = 0; x < count; x++) rgb[x * 3] = rgb[x * 3 + 1] = rgb[x * 3 + 2] = y[x];
    }

    /// <summary>A product's upper half, rounded: the lower half's highest bit is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Multiply(Vector256<short> values, int factor)
    {
        Vector256<short> factors = Vector256.Create((short)factor);
        return Avx2.MultiplyHigh(values, factors) + ((values * factors) >>> 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Green(Vector256<short> blue, Vector256<short> red)
    {
        Vector256<short> factors = Vector256.Create(GreenFromCb & 0xFFFF | GreenFromCr << 16).AsInt16();
        Vector256<int> half = Vector256.Create(Half);
        Vector256<int> low = (Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(blue, red), factors) + half) >> 16;
        Vector256<int> high = (Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(blue, red), factors) + half) >> 16;
        return Avx2.PackSignedSaturate(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pack(Vector256<short> values) => Sse2.PackUnsignedSaturate(values.GetLower(), values.GetUpper());

    /// <summary>Three times 16 samples to 48 bytes, R, G, B by turns; 255 in a shuffle leaves a zero for another colour's sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(byte* to, Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue)
    {
        const byte No = 255;
        (Ssse3.Shuffle(red, Vector128.Create(0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No, 5))
            | Ssse3.Shuffle(green, Vector128.Create(No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No))
            | Ssse3.Shuffle(blue, Vector128.Create(No, No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No))).Store(to);
        (Ssse3.Shuffle(red, Vector128.Create(No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10, No))
            | Ssse3.Shuffle(green, Vector128.Create(5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10))
            | Ssse3.Shuffle(blue, Vector128.Create(No, 5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No))).Store(to + 16);
        (Ssse3.Shuffle(red, Vector128.Create(No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No, No))
            | Ssse3.Shuffle(green, Vector128.Create(No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No))
            | Ssse3.Shuffle(blue, Vector128.Create(10, No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15))).Store(to + 32);
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, byte.MinValue, byte.MaxValue);
}
