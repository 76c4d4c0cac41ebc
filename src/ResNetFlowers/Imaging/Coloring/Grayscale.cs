using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Coloring;

/// <summary>Luma of ITU-R BT.601 in Pillow's 16-bit fixed-point numbers, byte for byte <c>Image.convert("L")</c>.</summary>
internal static class Grayscale
{
    private const int Red = 19595;
    private const int Green = 38470;
    private const int Blue = 7471;
    private const int Bits = 16;
    private const int Half = 1 << (Bits - 1);

    /// <summary>One pixel.</summary>
    public static byte Luma(byte red, byte green, byte blue) => (byte)((red * Red + green * Green + blue * Blue + Half) >> Bits);

    /// <summary>Writes a picture in shades of grey, three equal samples a pixel; with AVX2 by vectors.</summary>
    /// <param name="source">The picture; it stays the caller's.</param>
    /// <param name="destination">Another picture of the same size.</param>
    public static void Convert(RgbImage source, RgbImage destination)
    {
        if (Avx2.IsSupported) Vector(source.Pixels, destination.Pixels);
        else Scalar(source.Pixels, destination.Pixels);
    }

    /// <summary>Without vector instructions.</summary>
    /// <param name="source">Pixels.</param>
    /// <param name="destination">As many grey ones.</param>
    /// <param name="first">The sample to begin with, a multiple of 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scalar(ReadOnlySpan<byte> source, Span<byte> destination, int first = 0)
    {
        destination = destination[..source.Length];
        for (int i = first; i <= source.Length - 3; i += 3)
        {
            byte luma = Luma(source[i], source[i + 1], source[i + 2]);
            destination[i] = luma;
            destination[i + 1] = luma;
            destination[i + 2] = luma;
        }
    }

    /// <summary>Four pixels of 12 bytes at a time; each store writes four bytes more, which the next one sets right.</summary>
    /// <inheritdoc cref="Scalar"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vector(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Vector128<byte> reds = Vector128.Create(0, 255, 255, 255, 3, 255, 255, 255, 6, 255, 255, 255, 9, 255, 255, 255);
        Vector128<byte> one = Vector128.Create(0x00000001).AsByte();
        Vector128<byte> greens = reds + one;
        Vector128<byte> blues = greens + one;
        Vector128<byte> triples = Vector128.Create((byte)0, 0, 0, 4, 4, 4, 8, 8, 8, 12, 12, 12, 255, 255, 255, 255);
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref byte to = ref MemoryMarshal.GetReference(destination[..source.Length]);
        int i = 0;
        for (; i <= source.Length - Vector128<byte>.Count; i += 12)
        {
            Vector128<byte> pixels = Vector128.LoadUnsafe(ref from, (nuint)i);
            Vector128<int> luma = Ssse3.Shuffle(pixels, reds).AsInt32() * Red
                + Ssse3.Shuffle(pixels, greens).AsInt32() * Green
                + Ssse3.Shuffle(pixels, blues).AsInt32() * Blue
                + Vector128.Create(Half);
            Ssse3.Shuffle((luma >> Bits).AsByte(), triples).StoreUnsafe(ref to, (nuint)i);
        }

        Scalar(source, destination, i);
    }
}
