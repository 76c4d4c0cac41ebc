using System.Formats.Tar;
using System.IO.Compression;

namespace ResNetFlowers.Data.Archives;

/// <summary>A tar archive, compressed with gzip or not.</summary>
internal sealed class TarEntries : IArchiveReader
{
    private readonly BoundedStream _content;
    private readonly TarReader _reader;

    /// <param name="file">The archive, at its beginning; disposed with this.</param>
    /// <param name="limit">The most bytes that it may unpack to.</param>
    public TarEntries(FileStream file, long limit)
    {
        bool isCompressed = file.Length > 1 && file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        _content = isCompressed
            ? new BoundedStream(new GZipStream(file, CompressionMode.Decompress), limit)
            : new BoundedStream(file, file.Length);
        _reader = new TarReader(_content, leaveOpen: true);
    }

    public ArchiveEntry? Next() => _reader.GetNextEntry() is { } entry
        ? new ArchiveEntry(entry.Name, entry.Length, IsFile(entry), Problem(entry), entry.DataStream)
        : null;

    public int ReadRest(byte[] buffer) => _content.Read(buffer);

    public void Dispose()
    {
        _reader.Dispose();
        _content.Dispose();
    }

    private static bool IsFile(TarEntry entry) => entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;

    private static string? Problem(TarEntry entry) => entry.EntryType switch
    {
        TarEntryType.SymbolicLink or TarEntryType.HardLink => ArchiveEntry.LinkProblem(entry.Name, "tar --dereference --hard-dereference"),
        TarEntryType.Directory or TarEntryType.DirectoryList or TarEntryType.GlobalExtendedAttributes => null,
        _ => IsFile(entry) ? null : $"holds {ArchiveEntry.Shown(entry.Name)}, which is no plain file (type {entry.EntryType}); pack photos only",
    };
}
