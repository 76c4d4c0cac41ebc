using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>
/// Reads the blocks of 8 × 8 coefficients from a JPEG's entropy-coded data (ITU-T T.81, annex F.2.2), after its stuffed zeros were
/// taken out. It looks up to <see cref="Slack"/> bytes beyond the end, which must be readable.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe ref struct EntropyReader
{
    /// <summary>Bytes that reading one block may touch beyond the end: 64 codes of 16 bits with numbers of 15, and a load.</summary>
    public const int Slack = 64 * 31 / 8 + 16;

    private const int IndexShift = 64 - HuffmanTable.LookupBits;

    /// <summary>A code and its number have at most this many bits.</summary>
    private const int LongestCode = 31;

    private readonly byte* _end;
    private byte* _next;

    /// <summary>The next bits, the first of them the highest.</summary>
    private ulong _buffer;
    private int _count;

    /// <param name="start">The first byte.</param>
    /// <param name="end">Behind the last.</param>
    public EntropyReader(byte* start, byte* end)
    {
        _next = start;
        _end = end;
    }

    /// <summary>Whether more bits were read than there are.</summary>
    public readonly bool IsOverrun => (_end - _next) * 8 + _count < 0;

    /// <summary>Reads a block.</summary>
    /// <param name="dc">The table of the first coefficient.</param>
    /// <param name="ac">The table of the others.</param>
    /// <param name="predictor">The component's last first coefficient, which this block's is the difference to.</param>
    /// <param name="block">Receives 64 coefficients, row by row; zeros before the call.</param>
    /// <param name="isFlat">Whether all but the first are zero.</param>
    /// <returns>False where the data is damaged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(HuffmanTable dc, HuffmanTable ac, ref int predictor, short* block, out bool isFlat)
    {
        isFlat = false;
        if (!TryReadDc(dc, ref predictor)) return false;
        block[0] = (short)predictor;

        byte* next = _next;
        ulong buffer = _buffer;
        int count = _count;
        uint* lookup = ac.Lookup;
        byte* order = ZigZag.ToRows;
        int position = 0;
        do
        {
            if (count < LongestCode) Refill(ref next, ref buffer, ref count);
            uint entry = lookup[buffer >> IndexShift];
            if (entry == 0)
            {
                entry = ac.Search((uint)(buffer >> 48));
                if (entry == 0) return false;
            }

            // An end of block, and 16 zeros, store a zero where a zero is: nothing to decide.
            position += (byte)(entry >> 8);
            block[order[position]] = (short)Number(buffer, entry);
            buffer <<= (byte)entry;
            count -= (byte)entry;
        }
        while (position < 63);

        isFlat = position == HuffmanTable.BlockEnd;
        _next = next;
        _buffer = buffer;
        _count = count;
        return _next <= _end + sizeof(ulong);
    }

    /// <summary>Passes over a block, of which only the predictor matters.</summary>
    /// <inheritdoc cref="TryRead"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TrySkip(HuffmanTable dc, HuffmanTable ac, ref int predictor)
    {
        if (!TryReadDc(dc, ref predictor)) return false;
        byte* next = _next;
        ulong buffer = _buffer;
        int count = _count;
        uint* lookup = ac.Lookup;
        int position = 0;
        do
        {
            if (count < LongestCode) Refill(ref next, ref buffer, ref count);
            uint entry = lookup[buffer >> IndexShift];
            if (entry == 0)
            {
                entry = ac.Search((uint)(buffer >> 48));
                if (entry == 0) return false;
            }

            position += (byte)(entry >> 8);
            buffer <<= (byte)entry;
            count -= (byte)entry;
        }
        while (position < 63);
        _next = next;
        _buffer = buffer;
        _count = count;
        return _next <= _end + sizeof(ulong);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadDc(HuffmanTable table, ref int predictor)
    {
        if (_count < LongestCode) Refill(ref _next, ref _buffer, ref _count);
        uint entry = table.Lookup[_buffer >> IndexShift];
        if (entry == 0)
        {
            entry = table.Search((uint)(_buffer >> 48));
            if (entry == 0) return false;
        }

        predictor += Number(_buffer, entry);
        _buffer <<= (byte)entry;
        _count -= (byte)entry;
        // A picture's stay far below; libjpeg's words about those beyond are libjpeg's to say.
        return predictor is >= short.MinValue and <= short.MaxValue;
    }

    /// <summary>
    /// The number behind a code: as many bits as its length says; those that begin with 0 are negative (T.81, F.2.2.1, EXTEND).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(ulong buffer, uint entry)
    {
        ulong bits = buffer << (int)(entry >> 16);
        int size = (int)(entry >> 24);
        int negative = (int)(~(long)bits >> 63);
        return (int)(bits >> 1 >> (63 - size)) + (negative & (1 - (1 << size)));
    }

    /// <summary>Fills the buffer up to 56 bits or more: loads eight bytes, and counts those that fit whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Refill(ref byte* next, ref ulong buffer, ref int count)
    {
        buffer |= BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(next)) >> count;
        next += (63 - count) >> 3;
        count |= 56;
    }
}
