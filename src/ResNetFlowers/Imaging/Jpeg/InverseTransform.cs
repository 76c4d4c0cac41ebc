using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>
/// The inverse cosine transform of a block, byte for byte libjpeg-turbo's accurate one (jidctint; Loeffler, Ligtenberg and Moschytz
/// 1989, with 12 multiplications), for any coefficients: sums that its vector code keeps in 16 bits wrap and saturate here, too.
/// Columns first, kept with <see cref="PassBits"/> more bits, then rows.
/// </summary>
internal static unsafe class InverseTransform
{
    private const int ConstantBits = 13;
    private const int PassBits = 2;

    // Multiples of 2⁻¹³; the names say what they are of.
    private const short F0298 = 2446;
    private const short F0390 = 3196;
    private const short F0541 = 4433;
    private const short F0765 = 6270;
    private const short F0899 = 7373;
    private const short F1175 = 9633;
    private const short F1501 = 12299;
    private const short F1847 = 15137;
    private const short F1961 = 16069;
    private const short F2053 = 16819;
    private const short F2562 = 20995;
    private const short F3072 = 25172;

    /// <summary>Transforms a block whose first coefficient alone is not zero.</summary>
    /// <param name="coefficient">It, not yet multiplied.</param>
    /// <param name="quantizer">What it is multiplied by.</param>
    /// <param name="to">The block's first sample.</param>
    /// <param name="stride">Bytes from one row of samples to the next.</param>
    public static void Flat(short coefficient, ushort quantizer, byte* to, int stride)
    {
        short column = (short)(coefficient * quantizer << PassBits);
        byte sample = ToSample((column + (1 << (PassBits + 2))) >> (PassBits + 3));
        ulong row = sample * 0x0101010101010101UL;
        for (int y = 0; y < 8; y++) Unsafe.WriteUnaligned(to + y * stride, row);
    }

    /// <summary>Transforms a block without vector instructions.</summary>
    /// <param name="block">64 coefficients, row by row.</param>
    /// <param name="quantizers">What each is multiplied by.</param>
    /// <param name="to">The block's first sample.</param>
    /// <param name="stride">Bytes from one row of samples to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Scalar(short* block, ushort* quantizers, byte* to, int stride)
    {
        if (IsOneRow(block))
        {
            TransformRow(block, quantizers, to, stride);
            return;
        }

        short* columns = stackalloc short[64];
        short* input = stackalloc short[8];
        int* sums = stackalloc int[8];
        for (int x = 0; x < 8; x++)
        {
            for (int y = 0; y < 8; y++) input[y] = (short)(block[y * 8 + x] * quantizers[y * 8 + x]);
            Sum(input, sums);
            for (int y = 0; y < 8; y++) columns[y * 8 + x] = Saturate(Descale(sums[y], ConstantBits - PassBits));
        }

        for (int y = 0; y < 8; y++)
        {
            Sum(columns + y * 8, sums);
            for (int x = 0; x < 8; x++) to[y * stride + x] = ToSample(Saturate(Descale(sums[x], ConstantBits + PassBits + 3)));
        }
    }

    /// <summary>The same with AVX2.</summary>
    /// <inheritdoc cref="Scalar"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Vector(short* block, ushort* quantizers, byte* to, int stride)
    {
        if (IsOneRow(block))
        {
            TransformRow(block, quantizers, to, stride);
            return;
        }

        Vector128<short> r0 = Load(block, quantizers, 0);
        Vector128<short> r1 = Load(block, quantizers, 1);
        Vector128<short> r2 = Load(block, quantizers, 2);
        Vector128<short> r3 = Load(block, quantizers, 3);
        Vector128<short> r4 = Load(block, quantizers, 4);
        Vector128<short> r5 = Load(block, quantizers, 5);
        Vector128<short> r6 = Load(block, quantizers, 6);
        Vector128<short> r7 = Load(block, quantizers, 7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, ConstantBits - PassBits);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, ConstantBits + PassBits + 3);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Store(r0, r1, to, stride);
        Store(r2, r3, to + 2 * stride, stride);
        Store(r4, r5, to + 4 * stride, stride);
        Store(r6, r7, to + 6 * stride, stride);
    }

    /// <summary>Whether only the first row has coefficients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOneRow(short* block)
    {
        Vector256<short> others = Vector256.Load(block + 16) | Vector256.Load(block + 32) | Vector256.Load(block + 48);
        return (others | Vector256.Create(Vector128.Load(block + 8), Vector128<short>.Zero)) == Vector256<short>.Zero;
    }

    /// <summary>Transforms a block of which only the first row has coefficients: columns are all alike, and wrap where others saturate.</summary>
    private static void TransformRow(short* block, ushort* quantizers, byte* to, int stride)
    {
        short* row = stackalloc short[8];
        int* sums = stackalloc int[8];
        for (int x = 0; x < 8; x++) row[x] = (short)(block[x] * quantizers[x] << PassBits);
        Sum(row, sums);
        for (int x = 0; x < 8; x++)
        {
            byte sample = ToSample(Saturate(Descale(sums[x], ConstantBits + PassBits + 3)));
            for (int y = 0; y < 8; y++) to[y * stride + x] = sample;
        }
    }

    /// <summary>One dimension: eight inputs to eight sums, scaled by 2¹³.</summary>
    private static void Sum(short* input, int* sums)
    {
        int even3 = input[2] * (F0541 + F0765) + input[6] * F0541;
        int even2 = input[2] * F0541 + input[6] * (F0541 - F1847);
        int even0 = (short)(input[0] + input[4]) << ConstantBits;
        int even1 = (short)(input[0] - input[4]) << ConstantBits;

        short third = (short)(input[7] + input[3]);
        short fourth = (short)(input[5] + input[1]);
        int z3 = third * (F1175 - F1961) + fourth * F1175;
        int z4 = third * F1175 + fourth * (F1175 - F0390);
        int odd0 = input[7] * (F0298 - F0899) - input[1] * F0899 + z3;
        int odd3 = input[1] * (F1501 - F0899) - input[7] * F0899 + z4;
        int odd1 = input[5] * (F2053 - F2562) - input[3] * F2562 + z4;
        int odd2 = input[3] * (F3072 - F2562) - input[5] * F2562 + z3;

        (sums[0], sums[7]) = (even0 + even3 + odd3, even0 + even3 - odd3);
        (sums[1], sums[6]) = (even1 + even2 + odd2, even1 + even2 - odd2);
        (sums[2], sums[5]) = (even1 - even2 + odd1, even1 - even2 - odd1);
        (sums[3], sums[4]) = (even0 - even3 + odd0, even0 - even3 - odd0);
    }

    /// <summary>The same sums for eight columns at a time, brought down by <paramref name="bits"/> and packed with saturation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7, int bits)
    {
        Vector256<short> pair = Pair(r2, r6);
        Vector256<int> even3 = Avx2.MultiplyAddAdjacent(pair, Twice(F0541 + F0765, F0541));
        Vector256<int> even2 = Avx2.MultiplyAddAdjacent(pair, Twice(F0541, F0541 - F1847));
        Vector256<int> even0 = Avx2.ConvertToVector256Int32(r0 + r4) << ConstantBits;
        Vector256<int> even1 = Avx2.ConvertToVector256Int32(r0 - r4) << ConstantBits;

        pair = Pair(r7 + r3, r5 + r1);
        Vector256<int> z3 = Avx2.MultiplyAddAdjacent(pair, Twice(F1175 - F1961, F1175));
        Vector256<int> z4 = Avx2.MultiplyAddAdjacent(pair, Twice(F1175, F1175 - F0390));
        pair = Pair(r7, r1);
        Vector256<int> odd0 = Avx2.MultiplyAddAdjacent(pair, Twice(F0298 - F0899, -F0899)) + z3;
        Vector256<int> odd3 = Avx2.MultiplyAddAdjacent(pair, Twice(-F0899, F1501 - F0899)) + z4;
        pair = Pair(r5, r3);
        Vector256<int> odd1 = Avx2.MultiplyAddAdjacent(pair, Twice(F2053 - F2562, -F2562)) + z4;
        Vector256<int> odd2 = Avx2.MultiplyAddAdjacent(pair, Twice(-F2562, F3072 - F2562)) + z3;

        // What is rounded up by is added once, to both of a pair at a time.
        Vector256<int> half = Vector256.Create(1 << (bits - 1));
        (r0, r7) = SumAndDifference(even0 + even3 + half, odd3, bits);
        (r1, r6) = SumAndDifference(even1 + even2 + half, odd2, bits);
        (r2, r5) = SumAndDifference(even1 - even2 + half, odd1, bits);
        (r3, r4) = SumAndDifference(even0 - even3 + half, odd0, bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<short> Sum, Vector128<short> Difference) SumAndDifference(Vector256<int> even, Vector256<int> odd, int bits) =>
        (Pack((even + odd) >> bits), Pack((even - odd) >> bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Pack(Vector256<int> values) => Sse2.PackSignedSaturate(values.GetLower(), values.GetUpper());

    /// <summary>Two rows, column by column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Pair(Vector128<short> first, Vector128<short> second) =>
        Vector256.Create(Sse2.UnpackLow(first, second), Sse2.UnpackHigh(first, second));

    /// <summary>Two factors, for each pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Twice(int first, int second) =>
        Vector256.Create((int)(ushort)(short)first | (short)second << 16).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Load(short* block, ushort* quantizers, int row) =>
        Vector128.Load(block + row * 8) * Vector128.Load(quantizers + row * 8).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7)
    {
        // Pairs of rows, then of pairs, then of fours.
        Vector128<int> a0 = Sse2.UnpackLow(r0, r1).AsInt32();
        Vector128<int> a1 = Sse2.UnpackHigh(r0, r1).AsInt32();
        Vector128<int> a2 = Sse2.UnpackLow(r2, r3).AsInt32();
        Vector128<int> a3 = Sse2.UnpackHigh(r2, r3).AsInt32();
        Vector128<int> a4 = Sse2.UnpackLow(r4, r5).AsInt32();
        Vector128<int> a5 = Sse2.UnpackHigh(r4, r5).AsInt32();
        Vector128<int> a6 = Sse2.UnpackLow(r6, r7).AsInt32();
        Vector128<int> a7 = Sse2.UnpackHigh(r6, r7).AsInt32();
        Vector128<long> b0 = Sse2.UnpackLow(a0, a2).AsInt64();
        Vector128<long> b1 = Sse2.UnpackHigh(a0, a2).AsInt64();
        Vector128<long> b2 = Sse2.UnpackLow(a1, a3).AsInt64();
        Vector128<long> b3 = Sse2.UnpackHigh(a1, a3).AsInt64();
        Vector128<long> b4 = Sse2.UnpackLow(a4, a6).AsInt64();
        Vector128<long> b5 = Sse2.UnpackHigh(a4, a6).AsInt64();
        Vector128<long> b6 = Sse2.UnpackLow(a5, a7).AsInt64();
        Vector128<long> b7 = Sse2.UnpackHigh(a5, a7).AsInt64();
        (r0, r1) = (Sse2.UnpackLow(b0, b4).AsInt16(), Sse2.UnpackHigh(b0, b4).AsInt16());
        (r2, r3) = (Sse2.UnpackLow(b1, b5).AsInt16(), Sse2.UnpackHigh(b1, b5).AsInt16());
        (r4, r5) = (Sse2.UnpackLow(b2, b6).AsInt16(), Sse2.UnpackHigh(b2, b6).AsInt16());
        (r6, r7) = (Sse2.UnpackLow(b3, b7).AsInt16(), Sse2.UnpackHigh(b3, b7).AsInt16());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<short> first, Vector128<short> second, byte* to, int stride)
    {
        Vector128<sbyte> samples = Sse2.PackSignedSaturate(first, second) ^ Vector128.Create(sbyte.MinValue);
        Unsafe.WriteUnaligned(to, samples.AsUInt64().ToScalar());
        Unsafe.WriteUnaligned(to + stride, samples.AsUInt64().GetElement(1));
    }

    private static int Descale(int value, int bits) => (value + (1 << (bits - 1))) >> bits;

    private static short Saturate(int value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);

    /// <summary>Samples are stored around 0.</summary>
    private static byte ToSample(int value) => (byte)Math.Clamp(value + 128, byte.MinValue, byte.MaxValue);
}
