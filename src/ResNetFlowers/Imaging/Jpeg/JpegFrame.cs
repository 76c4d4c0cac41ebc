using System.Buffers.Binary;

namespace ResNetFlowers.Imaging.Jpeg;

/// <summary>
/// What the headers of a JPEG say (ITU-T T.81, annex B), where it is of the plain kind that cameras and programs write: sequential
/// Huffman coding, 8 bits, grey or YCbCr, all in one scan, colour at full or half resolution. It may be used for one file after another.
/// </summary>
internal sealed class JpegFrame
{
    private const byte BaselineFrame = 0xC0;
    private const byte ExtendedFrame = 0xC1;
    private const byte HuffmanTables = 0xC4;
    private const byte QuantizationTables = 0xDB;
    private const byte RestartDistance = 0xDD;
    private const byte App0 = 0xE0;
    private const byte App14 = 0xEE;
    private const byte LastApp = 0xEF;
    private const byte Comment = 0xFE;
    private const int Tables = 4;

    private readonly HuffmanTable[] _dc = [new(), new(), new(), new()];
    private readonly HuffmanTable[] _ac = [new(), new(), new(), new()];
    private readonly QuantizationTable[] _quantization = [new(), new(), new(), new()];
    private readonly byte[] _identifiers = new byte[3];
    private readonly byte[] _quantizationOf = new byte[3];
    private readonly byte[] _dcOf = new byte[3];
    private readonly byte[] _acOf = new byte[3];
    private bool _isJfif;
    private bool _isOtherColor;

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>1 for grey, 3 for Y, Cb, Cr.</summary>
    public int Components { get; private set; }

    /// <summary>Columns of the picture for each column of colour, 1 or 2.</summary>
    public int StepX { get; private set; }

    /// <summary>Rows of the picture for each row of colour, 1 or 2.</summary>
    public int StepY { get; private set; }

    /// <summary>How many units are between restart markers; 0 without such markers.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Where in the file the entropy-coded data begins.</summary>
    public int DataStart { get; private set; }

    /// <summary>A component's table of first coefficients.</summary>
    public HuffmanTable Dc(int component) => _dc[_dcOf[component]];

    /// <summary>A component's table of all other coefficients.</summary>
    public HuffmanTable Ac(int component) => _ac[_acOf[component]];

    /// <summary>What a component's coefficients are multiplied by.</summary>
    public QuantizationTable Quantization(int component) => _quantization[_quantizationOf[component]];

    /// <summary>Reads the headers up to the scan's.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>False where the file is of another kind, or anything in it is unusual.</returns>
    public bool TryRead(ReadOnlySpan<byte> file)
    {
        Reset();
        if (!file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])) return false;
        // Each segment right after the last: two bytes of marker, two of length, which counts itself.
        for (int position = 2; position + 4 <= file.Length && file[position] == 0xFF;)
        {
            byte marker = file[position + 1];
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(position + 2)..]);
            if (length < 2 || position + 2 + length > file.Length) return false;
            ReadOnlySpan<byte> content = file.Slice(position + 4, length - 2);
            position += 2 + length;
            if (marker == JpegSegments.StartOfScan)
            {
                DataStart = position;
                return TryReadScan(content);
            }

            if (!TryReadSegment(marker, content)) return false;
        }

        return false;
    }

    private void Reset()
    {
        Components = 0;
        RestartInterval = 0;
        _isJfif = false;
        _isOtherColor = false;
        foreach (HuffmanTable table in _dc) table.IsSet = false;
        foreach (HuffmanTable table in _ac) table.IsSet = false;
        foreach (QuantizationTable table in _quantization) table.IsSet = false;
    }

    private bool TryReadSegment(byte marker, ReadOnlySpan<byte> content)
    {
        switch (marker)
        {
            case BaselineFrame or ExtendedFrame: return TryReadFrame(content);
            case HuffmanTables: return TryReadHuffman(content);
            case QuantizationTables: return TryReadQuantization(content);
            case RestartDistance:
                if (content.Length != 2) return false;
                RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(content);
                return true;
            case App0:
                _isJfif |= content.Length >= 14 && content.StartsWith("JFIF\0"u8);
                return true;
            case App14:
                // Adobe's last byte tells the colours: 1 for YCbCr.
                _isOtherColor |= content.Length >= 12 && content.StartsWith("Adobe"u8) && content[11] != 1;
                return true;
            default: return marker is (> App0 and <= LastApp) or Comment;
        }
    }

    private bool TryReadFrame(ReadOnlySpan<byte> content)
    {
        if (Components != 0 || content.Length < 6 || content[0] != 8 || content[5] is not (1 or 3)) return false;
        if (content.Length != 6 + 3 * content[5]) return false;
        Components = content[5];
        Height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        Width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        for (int i = 0; i < Components; i++)
        {
            ReadOnlySpan<byte> component = content.Slice(6 + 3 * i, 3);
            _identifiers[i] = component[0];
            if (component[2] >= Tables || !TryTakeSampling(i, component[1] >> 4, component[1] & 15)) return false;
            _quantizationOf[i] = component[2];
        }

        bool isRgb = Components == 3 && _identifiers.AsSpan().SequenceEqual("RGB"u8);
        _isOtherColor |= isRgb;
        return Components == 1 || (_identifiers[0] != _identifiers[1] && _identifiers[1] != _identifiers[2] && _identifiers[0] != _identifiers[2]);
    }

    /// <summary>Brightness has one or two samples each way for one of colour. Alone, it has one, whatever it says (T.81, A.2.2).</summary>
    private bool TryTakeSampling(int component, int horizontal, int vertical)
    {
        if (component > 0) return horizontal == 1 && vertical == 1;
        if (Components == 1) (StepX, StepY) = (1, 1);
        else (StepX, StepY) = (horizontal, vertical);
        return horizontal is >= 1 and <= 4 && vertical is >= 1 and <= 4 && StepX <= 2 && StepY <= 2;
    }

    private bool TryReadHuffman(ReadOnlySpan<byte> content)
    {
        while (content.Length > 16)
        {
            int kind = content[0] >> 4;
            int index = content[0] & 15;
            int length = 16;
            foreach (byte count in content.Slice(1, 16)) length += count;
            if (kind > 1 || index >= Tables || length > 16 + 256 || content.Length < 1 + length) return false;
            if (!(kind == 0 ? _dc : _ac)[index].TrySet(content.Slice(1, length), kind == 0)) return false;
            content = content[(1 + length)..];
        }

        return content.IsEmpty;
    }

    private bool TryReadQuantization(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            int bytes = content[0] >> 4;
            int index = content[0] & 15;
            int length = 64 * (bytes + 1);
            if (bytes > 1 || index >= Tables || content.Length < 1 + length) return false;
            _quantization[index].Set(content.Slice(1, length));
            content = content[(1 + length)..];
        }

        return true;
    }

    /// <summary>The number of components, two bytes for each, and three that say: all coefficients, all bits.</summary>
    private bool TryReadScan(ReadOnlySpan<byte> content)
    {
        if (Components == 0 || (_isOtherColor && !_isJfif && Components == 3)) return false;
        if (content.Length != 4 + 2 * Components || content[0] != Components) return false;
        if (!content[^3..].SequenceEqual((ReadOnlySpan<byte>)[0, 63, 0])) return false;
        for (int i = 0; i < Components; i++)
        {
            byte tables = content[2 + 2 * i];
            if (content[1 + 2 * i] != _identifiers[i] || tables >> 4 >= Tables || (tables & 15) >= Tables) return false;
            _dcOf[i] = (byte)(tables >> 4);
            _acOf[i] = (byte)(tables & 15);
            if (!Dc(i).IsSet || !Ac(i).IsSet || !Quantization(i).IsSet) return false;
        }

        return true;
    }
}
