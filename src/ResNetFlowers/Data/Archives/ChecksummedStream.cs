using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Data.Archives;

/// <summary>Reads a file of a zip archive, and makes sure at its end that it is what was packed.</summary>
/// <param name="inner">The unpacked bytes, disposed with this.</param>
/// <param name="length">How many there are.</param>
/// <param name="checksum">Their CRC-32.</param>
internal sealed class ChecksummedStream(Stream inner, long length, uint checksum) : Stream
{
    private readonly BoundedStream _inner = new(inner, length);
    private uint _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _inner.Position;
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">There are more bytes, or others.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _inner.Read(buffer);
        _read = Crc32.Append(_read, buffer[..read]);
        return read > 0 || buffer.IsEmpty || _read == checksum ? read : throw new InvalidDataException("a checksum does not fit");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
