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

    /// <summary>A block is complete when it, or what lies beyond, is reached.</summary>
    private const int LastPosition = 63;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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
        while (true)
        {
            // Filled, the buffer is good for two; more would have to be checked for.
            Refill(ref next, ref buffer, ref count);
            if (!TryStep(ac, lookup, ref buffer, ref count, ref position, out int value)) return false;
            block[order[position]] = (short)value;
            if (position >= LastPosition) break;
            if (count < LongestCode) continue;
            if (!TryStep(ac, lookup, ref buffer, ref count, ref position, out value)) return false;
            block[order[position]] = (short)value;
            if (position >= LastPosition) break;
        }

        isFlat = position == HuffmanTable.BlockEnd;
        _next = next;
        _buffer = buffer;
        _count = count;
        return _next <= _end + sizeof(ulong);
    }

    /// <summary>Passes over a block, of which only the predictor matters.</summary>
    /// <inheritdoc cref="TryRead"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public bool TrySkip(HuffmanTable dc, HuffmanTable ac, ref int predictor)
    {
        if (!TryReadDc(dc, ref predictor)) return false;
        byte* next = _next;
        ulong buffer = _buffer;
        int count = _count;
        uint* lookup = ac.Lookup;
        int position = 0;
        while (true)
        {
            Refill(ref next, ref buffer, ref count);
            if (!TryStep(ac, lookup, ref buffer, ref count, ref position, out _)) return false;
            if (position >= LastPosition) break;
            if (count < LongestCode) continue;
            if (!TryStep(ac, lookup, ref buffer, ref count, ref position, out _)) return false;
            if (position >= LastPosition) break;
        }

        _next = next;
        _buffer = buffer;
        _count = count;
        return _next <= _end + sizeof(ulong);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadDc(HuffmanTable table, ref int predictor)
    {
        Refill(ref _next, ref _buffer, ref _count);
        int position = 0;
        if (!TryStep(table, table.Lookup, ref _buffer, ref _count, ref position, out int difference)) return false;
        predictor += difference;
        // A picture's stay far below; libjpeg's words about those beyond are libjpeg's to say.
        return predictor is >= short.MinValue and <= short.MaxValue;
    }

    /// <summary>Reads a code and its number, of which the buffer must hold all bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryStep(HuffmanTable table, uint* lookup, ref ulong buffer, ref int count, ref int position, out int value)
    {
        value = 0;
        uint entry = lookup[buffer >> IndexShift];
        if (entry == 0 && (entry = table.Search((uint)(buffer >> 48))) == 0) return false;
        position += (byte)(entry >> 8);
        value = Number(buffer, entry);
        // A shift takes the entry's lowest six bits by itself.
        buffer <<= (int)entry;
        count -= (byte)entry;
        return true;
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
