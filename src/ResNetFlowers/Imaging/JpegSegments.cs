using System.Buffers.Binary;

namespace ResNetFlowers.Imaging;

/// <summary>
/// Walks a JPEG's marker segments from its beginning up to and including the first scan (ITU-T T.81, annex B). Whatever is damaged
/// ends the walk; nothing throws.
/// </summary>
/// <param name="file">The whole file.</param>
internal ref struct JpegSegments(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private int _position = 2;

    /// <summary>APP1, which holds EXIF.</summary>
    public const byte App1 = 0xE1;

    /// <summary>Start of scan: compressed samples follow.</summary>
    public const byte StartOfScan = 0xDA;

    /// <summary>The current segment's marker: the byte after 0xFF.</summary>
    public byte Marker { get; private set; }

    /// <summary>The current segment's content, without marker and length.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether this segment describes the frame: its size and components (SOF0 to SOF15).</summary>
    public readonly bool IsFrame => Marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>What follows the current segment.</summary>
    public readonly ReadOnlySpan<byte> Rest => _file[_position..];

    /// <summary>Steps to the next segment; false at the end, after the first scan's header, and where the file is damaged.</summary>
    public bool MoveNext()
    {
        if (Marker == StartOfScan || !SkipToMarker()) return false;
        if (_position + 2 > _file.Length) return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(_file[_position..]);
        if (length < 2 || _position + length > _file.Length) return false;
        Content = _file.Slice(_position + 2, length - 2);
        _position += length;
        return true;
    }

    /// <summary>Bytes before a marker are skipped as libjpeg skips them; 0xFF may repeat before a marker's number.</summary>
    private bool SkipToMarker()
    {
        while (true)
        {
            int found = _file[Math.Min(_position, _file.Length)..].IndexOf((byte)0xFF);
            if (found < 0) return false;
            _position += found;
            while (_position < _file.Length && _file[_position] == 0xFF) _position++;
            if (_position >= _file.Length) return false;
            Marker = _file[_position++];
            bool standsAlone = Marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD9);
            if (!standsAlone) return true;
        }
    }
}
