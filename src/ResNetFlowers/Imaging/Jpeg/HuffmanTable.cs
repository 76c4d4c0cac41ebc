using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>
/// A Huffman table of a JPEG (ITU-T T.81, annexes C and F.2.2.3), laid out for speed: the next bits of the stream, looked up, tell a
/// code's length, how many bits of a number follow it, and how far it moves on within the block.
/// </summary>
internal sealed class HuffmanTable
{
    /// <summary>Codes up to this length are looked up; the few longer ones are searched.</summary>
    public const int LookupBits = 11;

    private const int MaxLength = 16;
    private const int MaxSymbols = 256;

    /// <summary>What an end of block moves on by: beyond the block from anywhere.</summary>
    public const int BlockEnd = 128;

    // Arrays that never move: the reader holds pointers into them.
    private readonly uint[] _lookup = GC.AllocateArray<uint>(1 << LookupBits, pinned: true);
    private readonly byte[] _definition = new byte[MaxLength + MaxSymbols];
    private readonly uint[] _entries = new uint[MaxSymbols];
    private readonly int[] _limits = new int[MaxLength + 1];
    private readonly int[] _offsets = new int[MaxLength + 1];
    private int _definitionLength;

    /// <summary>Whether the current file has set it.</summary>
    public bool IsSet { get; set; }

    /// <summary>
    /// An entry for each value of the next <see cref="LookupBits"/> bits: from the lowest byte, the length of code and number together,
    /// the positions to move on within the block, the code's length, the number's length. 0 where the code is longer, or none.
    /// </summary>
    public unsafe uint* Lookup => (uint*)Marshal.UnsafeAddrOfPinnedArrayElement(_lookup, 0);

    /// <summary>Takes a definition: how many codes there are of each length, then their symbols.</summary>
    /// <param name="definition">16 counts, then as many symbols as they add up to.</param>
    /// <param name="isDc">Whether the symbols are lengths of numbers, not runs and lengths.</param>
    /// <returns>False where that is no Huffman table.</returns>
    public bool TrySet(ReadOnlySpan<byte> definition, bool isDc)
    {
        // Most files of a camera, or of a program, have the same tables.
        IsSet = _definition.AsSpan(0, _definitionLength).SequenceEqual(definition) || Build(definition, isDc);
        return IsSet;
    }

    /// <summary>The entry of a code longer than <see cref="LookupBits"/>; 0 where there is none.</summary>
    /// <param name="next">The next 16 bits.</param>
    public uint Search(uint next)
    {
        for (int length = LookupBits + 1; length <= MaxLength; length++)
        {
            if (next < _limits[length]) return _entries[_offsets[length] + (int)(next >> (MaxLength - length))];
        }

        return 0;
    }

    private bool Build(ReadOnlySpan<byte> definition, bool isDc)
    {
        _definitionLength = 0;
        ReadOnlySpan<byte> symbols = definition[MaxLength..];
        Array.Clear(_lookup);
        int code = 0;
        int symbol = 0;
        for (int length = 1; length <= MaxLength; length++)
        {
            int count = definition[length - 1];
            _offsets[length] = symbol - code;
            for (int end = symbol + count; symbol < end; symbol++, code++)
            {
                if (isDc && symbols[symbol] >= MaxLength) return false;
                uint entry = Entry(symbols[symbol], length, isDc);
                _entries[symbol] = entry;
                int free = LookupBits - length;
                if (free >= 0 && code < 1 << length) _lookup.AsSpan(code << free, 1 << free).Fill(entry);
            }

            // No code may be all ones.
            if (code >= 1 << length) return false;
            _limits[length] = count == 0 ? 0 : code << (MaxLength - length);
            code <<= 1;
        }

        definition.CopyTo(_definition);
        _definitionLength = definition.Length;
        return true;
    }

    /// <summary>Of an AC symbol, four bits are zeros to skip and four the number's length; length 0 is 16 zeros, or the block's end.</summary>
    private static uint Entry(int symbol, int codeLength, bool isDc)
    {
        int size = isDc ? symbol : symbol & 15;
        int run = symbol >> 4;
        int move = isDc || size > 0 || run == 15 ? run + 1 : BlockEnd;
        return (uint)(codeLength + size | move << 8 | codeLength << 16 | size << 24);
    }
}
