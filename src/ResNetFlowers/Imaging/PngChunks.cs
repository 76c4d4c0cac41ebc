using System.Buffers.Binary;
using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Imaging;

/// <summary>One chunk of a PNG.</summary>
/// <param name="whole">The chunk with its length, type and checksum.</param>
internal readonly ref struct PngChunk(ReadOnlySpan<byte> whole)
{
    /// <summary>Length, type, content and checksum, as they stand in the file.</summary>
    public ReadOnlySpan<byte> Whole { get; } = whole;

    /// <summary>Four letters; the first is a capital where a decoder cannot do without the chunk.</summary>
    public ReadOnlySpan<byte> Type => Whole.Slice(4, 4);

    /// <summary>Whether a decoder has to understand this chunk (PNG specification, section 5.4).</summary>
    public bool IsCritical => (Whole[4] & 0x20) == 0;

    /// <summary>Whether the checksum is that of type and content.</summary>
    public bool HasRightChecksum => Crc32.Compute(Whole[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(Whole[^4..]);

    /// <summary>The chunk's own bytes.</summary>
    public ReadOnlySpan<byte> Content => Whole[8..^4];
}

/// <summary>Walks the chunks of a PNG as far as they are whole.</summary>
/// <param name="file">The whole file, signature included.</param>
internal ref struct PngChunks(ReadOnlySpan<byte> file)
{
    /// <summary>The signature's length, in bytes.</summary>
    public const int SignatureLength = 8;

    private const int Framing = 12; // length, type and checksum: four bytes each

    private ReadOnlySpan<byte> _rest = file.Length > SignatureLength ? file[SignatureLength..] : default;

    /// <summary>The chunk stepped to.</summary>
    public PngChunk Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly PngChunks GetEnumerator() => this;

    /// <summary>Steps to the next whole chunk; false at the end and where the file is cut.</summary>
    public bool MoveNext()
    {
        if (_rest.Length < Framing) return false;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        if (length > _rest.Length - Framing) return false;
        Current = new PngChunk(_rest[..((int)length + Framing)]);
        _rest = _rest[((int)length + Framing)..];
        return true;
    }
}
