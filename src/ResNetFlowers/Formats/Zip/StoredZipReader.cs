using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ResNetFlowers.Formats.Zip;

/// <summary>
/// Reads the uncompressed entries of a zip archive in place. Every length is checked before it is believed.
/// </summary>
/// <exception cref="InvalidDataException">Thrown by all members: the archive is damaged, or of a kind that PyTorch does not write.</exception>
internal sealed class StoredZipReader
{
    private readonly FileBytes _file;
    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<(string Name, ReadOnlyMemory<byte> Content, uint Crc)> _taken = [];

    /// <summary>Reads the archive's directory.</summary>
    public StoredZipReader(FileBytes file)
    {
        _file = file;
        (long offset, long length, long count) = FindDirectory();
        if (length > int.MaxValue) throw new InvalidDataException("its zip directory is larger than any checkpoint's");
        ReadDirectory(file.Span(offset, (int)length), count);
    }

    /// <summary>The names of all entries, in the order of the directory.</summary>
    public IEnumerable<string> Names => _entries.Keys;

    /// <summary>Whether the archive has an entry.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The content of an entry, a view of the file, once its CRC-32 has been found right.</summary>
    /// <param name="name">The entry.</param>
    /// <param name="content">The content.</param>
    /// <returns>False where there is no such entry.</returns>
    public bool TryRead(string name, [NotNullWhen(true)] out ReadOnlyMemory<byte>? content)
    {
        content = Find(name, out uint crc);
        if (content is { } memory) Check(name, memory, crc);
        return content is not null;
    }

    /// <summary>The content of an entry, not checked before <see cref="CheckTaken"/> is called.</summary>
    /// <param name="name">The entry.</param>
    /// <param name="content">The content.</param>
    /// <returns>False where there is no such entry.</returns>
    public bool TryTake(string name, [NotNullWhen(true)] out ReadOnlyMemory<byte>? content)
    {
        content = Find(name, out uint crc);
        if (content is { } memory) _taken.Add((name, memory, crc));
        return content is not null;
    }

    /// <summary>Checks the CRC-32 of the entries that were taken so far and are wanted.</summary>
    /// <param name="isWanted">Told the content of each entry.</param>
    public void CheckTaken(Predicate<ReadOnlyMemory<byte>> isWanted)
    {
        foreach ((string name, ReadOnlyMemory<byte> content, uint crc) in _taken)
        {
            if (isWanted(content)) Check(name, content, crc);
        }
    }

    private static void Check(string name, ReadOnlyMemory<byte> content, uint crc)
    {
        if (Crc32.Compute(content.Span) != crc) throw new InvalidDataException($"the checksum of its entry {name} is wrong");
    }

    private ReadOnlyMemory<byte>? Find(string name, out uint crc)
    {
        crc = 0;
        if (!_entries.TryGetValue(name, out ZipEntry entry)) return null;
        if (!entry.IsPlain) throw new InvalidDataException($"its entry {name} is compressed or encrypted");
        if (entry.Length > int.MaxValue) throw new InvalidDataException($"its entry {name} is larger than 2 GiB");
        crc = entry.Crc;
        return _file.Memory(ContentOffset(entry), (int)entry.Length);
    }

    private (long Offset, long Length, long Count) FindDirectory()
    {
        long endOffset = FindEnd();
        ReadOnlySpan<byte> end = _file.Span(endOffset, ZipLayout.EndLength);
        long locatorOffset = endOffset - ZipLayout.Zip64LocatorLength;
        if (locatorOffset >= 0)
        {
            ReadOnlySpan<byte> locator = _file.Span(locatorOffset, ZipLayout.Zip64LocatorLength);
            if (BinaryPrimitives.ReadUInt32LittleEndian(locator) == ZipLayout.Zip64LocatorSignature)
            {
                ReadOnlySpan<byte> end64 = _file.Span(BinaryPrimitives.ReadInt64LittleEndian(locator[8..]), ZipLayout.Zip64EndLength);
                Require(end64, ZipLayout.Zip64EndSignature, "end record");
                return (BinaryPrimitives.ReadInt64LittleEndian(end64[48..]), BinaryPrimitives.ReadInt64LittleEndian(end64[40..]),
                    BinaryPrimitives.ReadInt64LittleEndian(end64[32..]));
            }
        }

        return (BinaryPrimitives.ReadUInt32LittleEndian(end[16..]), BinaryPrimitives.ReadUInt32LittleEndian(end[12..]),
            BinaryPrimitives.ReadUInt16LittleEndian(end[10..]));
    }

    // The end record is the last thing in the file but for a comment of up to 64 KiB.
    private long FindEnd()
    {
        int searched = (int)Math.Min(_file.Length, ZipLayout.EndLength + ushort.MaxValue);
        ReadOnlySpan<byte> tail = _file.Span(_file.Length - searched, searched);
        for (int at = searched - ZipLayout.EndLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == ZipLayout.EndSignature) return _file.Length - searched + at;
        }

        throw new InvalidDataException("its zip directory is missing: the file was cut short");
    }

    private void ReadDirectory(ReadOnlySpan<byte> directory, long count)
    {
        long contentLeft = _file.Length;
        for (long i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = Take(ref directory, ZipLayout.CentralHeaderLength);
            Require(header, ZipLayout.CentralHeaderSignature, "directory");
            string name = Encoding.UTF8.GetString(Take(ref directory, BinaryPrimitives.ReadUInt16LittleEndian(header[28..])));
            ReadOnlySpan<byte> extra = Take(ref directory, BinaryPrimitives.ReadUInt16LittleEndian(header[30..]));
            Take(ref directory, BinaryPrimitives.ReadUInt16LittleEndian(header[32..]));
            ZipEntry entry = ReadEntry(name, header, extra);
            CheckName(name);
            if (!_entries.TryAdd(name, entry)) throw new InvalidDataException($"its entry {name} stands twice");

            // Entries that share their bytes would make a small archive a large one.
            contentLeft -= entry.StoredLength;
            if (entry.StoredLength < 0 || contentLeft < 0) throw new InvalidDataException($"its entry {name} overlaps others");
        }
    }

    // Nothing is ever written under these names, but an archive that tries is not one of PyTorch's.
    private static void CheckName(string name)
    {
        if (name.StartsWith('/') || name.Split('/').Contains("..", StringComparer.Ordinal))
        {
            throw new InvalidDataException($"its entry {name} points outside the archive");
        }
    }

    // What does not fit 32 bits stands in the Zip64 extra field instead, in this order: length, stored length, offset.
    private static ZipEntry ReadEntry(string name, ReadOnlySpan<byte> header, ReadOnlySpan<byte> extra)
    {
        ReadOnlySpan<byte> zip64 = FindZip64Extra(extra);
        long stored = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        if (length == ZipLayout.InZip64) length = BinaryPrimitives.ReadInt64LittleEndian(Take(ref zip64, 8));
        if (stored == ZipLayout.InZip64) stored = BinaryPrimitives.ReadInt64LittleEndian(Take(ref zip64, 8));
        if (offset == ZipLayout.InZip64) offset = BinaryPrimitives.ReadInt64LittleEndian(Take(ref zip64, 8));
        bool isEncrypted = (BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) & ZipLayout.FlagEncrypted) != 0;
        bool isCompressed = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]) != 0;
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        return new ZipEntry(name, offset, length, crc)
        {
            StoredLength = stored,
            IsPlain = stored == length && !isEncrypted && !isCompressed,
        };
    }

    private static ReadOnlySpan<byte> FindZip64Extra(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            ushort id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            Take(ref extra, 4);
            ReadOnlySpan<byte> field = Take(ref extra, length);
            if (id == ZipLayout.Zip64ExtraId) return field;
        }

        return [];
    }

    // The local header repeats the name, and may have an extra field of its own: only it says where the content starts.
    private long ContentOffset(ZipEntry entry)
    {
        ReadOnlySpan<byte> header = _file.Span(entry.HeaderOffset, ZipLayout.LocalHeaderLength);
        Require(header, ZipLayout.LocalHeaderSignature, entry.Name);
        return entry.HeaderOffset + ZipLayout.LocalHeaderLength
            + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
    }

    private static void Require(ReadOnlySpan<byte> record, uint signature, string what)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != signature) throw new InvalidDataException($"its zip {what} is damaged");
    }

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> data, int length)
    {
        if (length > data.Length) throw new InvalidDataException("its zip directory is damaged");
        ReadOnlySpan<byte> taken = data[..length];
        data = data[length..];
        return taken;
    }
}
