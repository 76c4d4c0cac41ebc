using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Data.Archives;

/// <summary>Reads a file of a zip archive, and makes sure at its end that it is what was packed.</summary>
/// <param name="inner">The unpacked bytes, disposed with this.</param>
/// <param name="length">How many there are.</param>
/// <param name="checksum">Their CRC-32.</param>
internal sealed class ChecksummedStream(Stream inner, long length, uint checksum) : BoundedStream(inner, length)
{
    private uint _read;

    /// <exception cref="InvalidDataException">There are more bytes, or others.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = base.Read(buffer);
        _read = Crc32.Append(_read, buffer[..read]);
        return read > 0 || buffer.IsEmpty || _read == checksum ? read : throw new InvalidDataException("a checksum does not fit");
    }
}
