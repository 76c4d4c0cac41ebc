using System.Buffers.Binary;
using System.Text;

namespace ResNetFlowers.Formats.PyTorch;

/// <summary>The bytes of a pickle and the place in them; never read past their end.</summary>
/// <exception cref="InvalidDataException">Thrown by all members: the bytes end too early, or are no text.</exception>
internal ref struct PickleInput(ReadOnlySpan<byte> bytes)
{
    private const int LongestName = 512;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly int _length = bytes.Length;
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>How many bytes were read so far.</summary>
    public readonly int Position => _length - _rest.Length;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>Eight bytes, big-endian: the one thing in a pickle that is.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));

    /// <summary>A number of 0 to 8 bytes in two's complement, behind a byte that says how many.</summary>
    public long Long()
    {
        ReadOnlySpan<byte> digits = Take(Byte());
        if (digits.Length > sizeof(long)) throw new InvalidDataException("a number in it has more than 64 bits");
        long value = digits.Length > 0 && (digits[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = digits.Length - 1; i >= 0; i--) value = (value << 8) | digits[i];
        return value;
    }

    /// <summary>A text behind its length in bytes.</summary>
    public string Text() => Decode(Take(UInt32()));

    /// <summary>A text of at most 255 bytes behind its length: what Python 2 wrote for most.</summary>
    public string ShortText() => Decode(Take(Byte()));

    /// <summary>A text up to the end of the line.</summary>
    public string Line()
    {
        int length = _rest[..Math.Min(_rest.Length, LongestName)].IndexOf((byte)'\n');
        if (length < 0) throw new InvalidDataException("a name in it has no end");
        return Decode(Take((uint)length + 1)[..length]);
    }

    private ReadOnlySpan<byte> Take(uint length)
    {
        if (length > (uint)_rest.Length) throw new InvalidDataException("the description of its content ends too early");
        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException("a text in it is not UTF-8", exception);
        }
    }
}
