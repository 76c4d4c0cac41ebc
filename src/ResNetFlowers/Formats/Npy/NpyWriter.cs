using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ResNetFlowers.Formats.Npy;

/// <summary>
/// Writes a float32 array as <c>numpy.save</c> does (NumPy's .npy format, version 1.0), row after row: how many rows there are need
/// not be known before the last. NumPy leaves room in the header for an array to grow; here it takes the count of rows in the end.
/// </summary>
public sealed class NpyWriter
{
    private const int Alignment = 64;

    // numpy.lib.format.GROWTH_AXIS_MAX_DIGITS: what the first length is padded to.
    private const int CountDigits = 21;

    // The signature, the version and the length of the text that follows.
    private const int PrefixLength = 10;

    private readonly Stream _stream;
    private readonly long _start;
    private readonly long[] _rowShape;
    private readonly long _rowLength;
    private long _rows;

    /// <summary>Starts an array.</summary>
    /// <param name="stream">Receives the file from where it stands; seekable. It is not closed.</param>
    /// <param name="rowShape">The shape of one row; that of the whole array is <c>[rows, …rowShape]</c>. Empty: an array of numbers.</param>
    /// <exception cref="ArgumentException">A negative length, or so many dimensions that version 1.0 cannot describe them.</exception>
    public NpyWriter(Stream stream, params ReadOnlySpan<long> rowShape)
    {
        _stream = stream;
        _start = stream.Position;
        _rowShape = rowShape.ToArray();
        _rowLength = 1;
        foreach (long length in rowShape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(rowShape));
            _rowLength = checked(_rowLength * length);
        }

        stream.Write(Header());
    }

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its numbers in row-major order, exactly as many as its shape says.</param>
    /// <exception cref="ArgumentException">It has more or fewer.</exception>
    public void Add(ReadOnlySpan<float> row)
    {
        if (row.Length != _rowLength) throw new ArgumentException($"A row has {_rowLength} numbers, not {row.Length}.", nameof(row));
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Numbers are written as they are in memory.");
        _stream.Write(MemoryMarshal.AsBytes(row));
        _rows++;
    }

    /// <summary>Writes how many rows there were; the stream is at the end of the file afterwards.</summary>
    public void Finish()
    {
        long end = _stream.Position;
        _stream.Position = _start;
        _stream.Write(Header());
        _stream.Position = end;
    }

    private byte[] Header()
    {
        // Python's way to write a tuple: one of one element ends with a comma.
        string shape = _rowShape.Length == 0 ? $"{_rows}," : $"{_rows}, {string.Join(", ", _rowShape)}";
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape}), }}" + new string(' ', CountDigits - $"{_rows}".Length);

        // The text ends with a line feed, and the numbers start at a multiple of 64.
        int length = (PrefixLength + text.Length + 1 + Alignment - 1) / Alignment * Alignment - PrefixLength;
        if (length > ushort.MaxValue) throw new ArgumentException($"{_rowShape.Length} dimensions do not fit a header of version 1.0.");
        byte[] header = new byte[PrefixLength + length];
        header.AsSpan().Fill((byte)' ');
        ReadOnlySpan<byte> signature = [0x93, .. "NUMPY"u8, 1, 0];
        signature.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(PrefixLength - sizeof(ushort)), (ushort)length);
        Encoding.ASCII.GetBytes(text, header.AsSpan(PrefixLength));
        header[^1] = (byte)'\n';
        return header;
    }
}
