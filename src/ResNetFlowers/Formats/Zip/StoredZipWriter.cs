using System.Buffers.Binary;
using System.Text;

namespace ResNetFlowers.Formats.Zip;

/// <summary>
/// Writes a zip archive as PyTorch does: entries are stored uncompressed and their content starts at a multiple of 64 bytes, so that
/// whoever maps the file has it aligned. Times are fixed: the same entries give the same bytes.
/// </summary>
internal sealed class StoredZipWriter(Stream stream)
{
    private const int Alignment = 64;

    // The extra field that PyTorch pads with: the id "FB", a length, and filling.
    private const ushort PaddingId = 0x4246;
    private const int ExtraHeaderLength = 4;

    // 1980-01-01, the first day that zip knows.
    private const ushort FixedDate = (1 << 5) | 1;

    private readonly List<ZipEntry> _entries = [];

    /// <summary>Writes one entry.</summary>
    /// <param name="name">Its name, ASCII, folders separated by <c>/</c>; each once.</param>
    /// <param name="content">Its bytes.</param>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        ZipEntry entry = new(name, stream.Position, content.Length, Crc32.Compute(content));
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        int contentOffset = ZipLayout.LocalHeaderLength + nameBytes.Length + ExtraHeaderLength;
        int padding = (int)((Alignment - (entry.HeaderOffset + contentOffset) % Alignment) % Alignment);

        Span<byte> header = stackalloc byte[ZipLayout.LocalHeaderLength];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, ZipLayout.LocalHeaderSignature);
        WriteCommonFields(header[4..], entry, ZipLayout.Version, nameBytes.Length, ExtraHeaderLength + padding);
        stream.Write(header);
        stream.Write(nameBytes);

        Span<byte> extra = stackalloc byte[ExtraHeaderLength + Alignment];
        extra.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(extra, PaddingId);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], (ushort)padding);
        stream.Write(extra[..(ExtraHeaderLength + padding)]);
        stream.Write(content);
        _entries.Add(entry);
    }

    /// <summary>Writes the directory of all entries, after the last of them.</summary>
    public void Finish()
    {
        long directoryOffset = stream.Position;
        foreach (ZipEntry entry in _entries) WriteCentralHeader(entry);
        long endOffset = stream.Position;
        WriteZip64End(directoryOffset, endOffset);
        WriteEnd(directoryOffset, endOffset);
    }

    /// <summary>The 26 bytes that local and central headers share: version to read, flags, method, time, CRC, sizes, name and extra.</summary>
    private static void WriteCommonFields(Span<byte> target, ZipEntry entry, ushort version, int nameLength, int extraLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], ZipLayout.FlagUtf8);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], FixedDate);
        BinaryPrimitives.WriteUInt32LittleEndian(target[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(target[14..], (uint)entry.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(target[18..], (uint)entry.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(target[22..], (ushort)nameLength);
        BinaryPrimitives.WriteUInt16LittleEndian(target[24..], (ushort)extraLength);
    }

    private void WriteCentralHeader(ZipEntry entry)
    {
        // An entry fits a span, so that only its offset can pass 4 GiB.
        bool isFar = entry.HeaderOffset >= ZipLayout.InZip64;
        ushort version = isFar ? ZipLayout.Zip64Version : ZipLayout.Version;
        byte[] nameBytes = Encoding.UTF8.GetBytes(entry.Name);

        Span<byte> header = stackalloc byte[ZipLayout.CentralHeaderLength];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, ZipLayout.CentralHeaderSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], version);
        WriteCommonFields(header[6..], entry, version, nameBytes.Length, isFar ? 12 : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header[42..], (uint)Math.Min(entry.HeaderOffset, ZipLayout.InZip64));
        stream.Write(header);
        stream.Write(nameBytes);
        if (!isFar) return;

        Span<byte> extra = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(extra, ZipLayout.Zip64ExtraId);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], 8);
        BinaryPrimitives.WriteInt64LittleEndian(extra[4..], entry.HeaderOffset);
        stream.Write(extra);
    }

    // Written for small archives too, as PyTorch does: one way for all sizes.
    private void WriteZip64End(long directoryOffset, long endOffset)
    {
        Span<byte> end = stackalloc byte[ZipLayout.Zip64EndLength + ZipLayout.Zip64LocatorLength];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipLayout.Zip64EndSignature);
        BinaryPrimitives.WriteInt64LittleEndian(end[4..], ZipLayout.Zip64EndLength - 12);
        BinaryPrimitives.WriteUInt16LittleEndian(end[12..], ZipLayout.Zip64Version);
        BinaryPrimitives.WriteUInt16LittleEndian(end[14..], ZipLayout.Zip64Version);
        BinaryPrimitives.WriteInt64LittleEndian(end[24..], _entries.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end[32..], _entries.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end[40..], endOffset - directoryOffset);
        BinaryPrimitives.WriteInt64LittleEndian(end[48..], directoryOffset);

        Span<byte> locator = end[ZipLayout.Zip64EndLength..];
        BinaryPrimitives.WriteUInt32LittleEndian(locator, ZipLayout.Zip64LocatorSignature);
        BinaryPrimitives.WriteInt64LittleEndian(locator[8..], endOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(locator[16..], 1);
        stream.Write(end);
    }

    private void WriteEnd(long directoryOffset, long endOffset)
    {
        Span<byte> end = stackalloc byte[ZipLayout.EndLength];
        end.Clear();
        ushort count = (ushort)Math.Min(_entries.Count, ZipLayout.CountInZip64);
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipLayout.EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)Math.Min(endOffset - directoryOffset, ZipLayout.InZip64));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)Math.Min(directoryOffset, ZipLayout.InZip64));
        stream.Write(end);
    }
}
