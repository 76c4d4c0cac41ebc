using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetFlowers.Formats.Zip;

/// <summary>
/// The CRC-32 of zip files (polynomial 0x04C11DB7, bits reflected, ISO 3309). Long data is folded with carry-less multiplication
/// where the processor has it, after Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction"
/// (Intel, 2009), which also lists the constants; what is left, and all data on other processors, goes through tables eight bytes
/// at a time.
/// </summary>
internal static class Crc32
{
    private const uint ReflectedPolynomial = 0xEDB88320;

    // x^(512+32) and x^(512-32), x^(128+32) and x^(128-32) modulo the polynomial, reflected: they carry a 128-bit remainder over the
    // next 64 or 16 bytes.
    private static readonly Vector128<ulong> FoldBy64Bytes = Vector128.Create(0x0154442BD4UL, 0x01C6E41596UL);
    private static readonly Vector128<ulong> FoldBy16Bytes = Vector128.Create(0x01751997D0UL, 0x00CCAA009EUL);

    // Tables[k * 256 + b] is the remainder of byte b followed by k zero bytes.
    private static readonly uint[] Tables = MakeTables();

    /// <summary>The CRC-32 of the data.</summary>
    public static uint Compute(ReadOnlySpan<byte> data)
    {
        if (!Pclmulqdq.IsSupported || data.Length < 128) return ~UpdateByTable(uint.MaxValue, data);
        int folded = data.Length & ~63;
        Span<byte> remainder = stackalloc byte[16];
        Fold(data[..folded]).CopyTo(remainder);
        return ~UpdateByTable(UpdateByTable(0, remainder), data[folded..]);
    }

    /// <summary>The CRC-32 of what has the CRC-32 <paramref name="crc"/> (nothing has 0) with the data behind it.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data) => ~UpdateByTable(~crc, data);

    /// <summary>The CRC-32 of the data, on any processor.</summary>
    public static uint ComputeByTable(ReadOnlySpan<byte> data) => ~UpdateByTable(uint.MaxValue, data);

    /// <summary>Sixteen bytes that have the same remainder as the data (a multiple of 64 bytes, at least 64).</summary>
    private static Vector128<byte> Fold(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<Vector128<ulong>> blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(data);
        Vector128<ulong> a = blocks[0] ^ Vector128.CreateScalar((ulong)uint.MaxValue);
        Vector128<ulong> b = blocks[1];
        Vector128<ulong> c = blocks[2];
        Vector128<ulong> d = blocks[3];
        for (blocks = blocks[4..]; blocks.Length >= 4; blocks = blocks[4..])
        {
            a = Carry(a, FoldBy64Bytes) ^ blocks[0];
            b = Carry(b, FoldBy64Bytes) ^ blocks[1];
            c = Carry(c, FoldBy64Bytes) ^ blocks[2];
            d = Carry(d, FoldBy64Bytes) ^ blocks[3];
        }

        b ^= Carry(a, FoldBy16Bytes);
        c ^= Carry(b, FoldBy16Bytes);
        return (d ^ Carry(c, FoldBy16Bytes)).AsByte();
    }

    private static Vector128<ulong> Carry(Vector128<ulong> remainder, Vector128<ulong> distance) =>
        Pclmulqdq.CarrylessMultiply(remainder, distance, 0x00) ^ Pclmulqdq.CarrylessMultiply(remainder, distance, 0x11);

    private static uint UpdateByTable(uint crc, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<uint> tables = Tables;
        for (; data.Length >= 8; data = data[8..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = tables[0x700 + (int)(low & 0xFF)] ^ tables[0x600 + (int)((low >> 8) & 0xFF)]
                ^ tables[0x500 + (int)((low >> 16) & 0xFF)] ^ tables[0x400 + (int)(low >> 24)]
                ^ tables[0x300 + (int)(high & 0xFF)] ^ tables[0x200 + (int)((high >> 8) & 0xFF)]
                ^ tables[0x100 + (int)((high >> 16) & 0xFF)] ^ tables[(int)(high >> 24)];
        }

        foreach (byte value in data) crc = tables[(int)((crc ^ value) & 0xFF)] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeTables()
    {
        uint[] tables = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * ReflectedPolynomial);
            tables[value] = crc;
        }

        for (int i = 256; i < tables.Length; i++) tables[i] = tables[(int)(tables[i - 256] & 0xFF)] ^ (tables[i - 256] >> 8);
        return tables;
    }
}
