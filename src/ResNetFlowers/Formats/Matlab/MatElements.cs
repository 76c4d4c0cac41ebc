using System.Buffers.Binary;

namespace ResNetFlowers.Formats.Matlab;

/// <summary>What an element holds, by its number in the file.</summary>
internal enum MatType
{
    /// <summary>8-bit numbers with a sign.</summary>
    Int8 = 1,

    /// <summary>8-bit numbers.</summary>
    UInt8 = 2,

    /// <summary>16-bit numbers with a sign.</summary>
    Int16 = 3,

    /// <summary>16-bit numbers.</summary>
    UInt16 = 4,

    /// <summary>32-bit numbers with a sign.</summary>
    Int32 = 5,

    /// <summary>32-bit numbers.</summary>
    UInt32 = 6,

    /// <summary>32-bit floating-point numbers.</summary>
    Single = 7,

    /// <summary>64-bit floating-point numbers.</summary>
    Double = 9,

    /// <summary>64-bit numbers with a sign.</summary>
    Int64 = 12,

    /// <summary>64-bit numbers.</summary>
    UInt64 = 13,

    /// <summary>An array, itself a row of elements.</summary>
    Matrix = 14,

    /// <summary>Another element, compressed with zlib.</summary>
    Compressed = 15,
}

/// <summary>Walks the elements of a MATLAB file, or those of an array in it.</summary>
/// <param name="bytes">The elements, one behind the other.</param>
internal ref struct MatElements(ReadOnlySpan<byte> bytes)
{
    private const int TagLength = 8;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>What the element stepped to holds.</summary>
    public MatType Type { get; private set; }

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Steps to the next element; false at the end.</summary>
    /// <exception cref="InvalidDataException">The element is cut.</exception>
    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        if (_rest.Length < TagLength) throw new InvalidDataException("it ends within an element");
        uint tag = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
        uint small = tag >> 16;
        Type = (MatType)(tag & 0xFFFF);
        if (small > 0)
        {
            // Up to four bytes stand within the tag, behind a length of 16 bits.
            if (small > 4) throw new InvalidDataException($"a short element says that it has {small} bytes");
            Content = _rest.Slice(4, (int)small);
            _rest = _rest[TagLength..];
            return true;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_rest[4..]);
        if (length > _rest.Length - TagLength) throw new InvalidDataException($"it ends before an element of {length} bytes");
        Content = _rest.Slice(TagLength, (int)length);
        // Elements begin at multiples of 8 bytes, but for what follows a compressed one.
        int padding = Type == MatType.Compressed ? 0 : -(int)length & 7;
        _rest = _rest[Math.Min(TagLength + (int)length + padding, _rest.Length)..];
        return true;
    }
}
