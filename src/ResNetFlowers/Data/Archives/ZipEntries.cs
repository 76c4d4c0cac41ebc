using System.IO.Compression;

namespace ResNetFlowers.Data.Archives;

/// <summary>A zip archive.</summary>
/// <param name="file">The archive; disposed with this.</param>
/// <param name="limit">The most bytes that it may unpack to.</param>
internal sealed class ZipEntries(FileStream file, long limit) : IArchiveReader
{
    // Unix keeps a file's type in the upper half of the attributes.
    private const int TypeShift = 16;
    private const int TypeMask = 0xF000;
    private const int LinkType = 0xA000;

    private readonly ZipArchive _archive = new(file, ZipArchiveMode.Read);
    private int _next;
    private long _unpacked;
    private ChecksummedStream? _content;

    public ArchiveEntry? Next()
    {
        _content?.Dispose();
        _content = null;
        if (_next == _archive.Entries.Count) return null;
        ZipArchiveEntry entry = _archive.Entries[_next++];
        bool isFile = !entry.FullName.EndsWith('/');
        string? problem = isFile ? Problem(entry) : null;
        return new ArchiveEntry(entry.FullName, entry.Length, isFile, problem, isFile && problem is null ? Content(entry) : null);
    }

    /// <summary>Nothing: each file has a checksum of its own.</summary>
    public int ReadRest(byte[] buffer) => 0;

    public void Dispose()
    {
        _content?.Dispose();
        _archive.Dispose();
    }

    private static string? Problem(ZipArchiveEntry entry)
    {
        if (((entry.ExternalAttributes >> TypeShift) & TypeMask) == LinkType) return ArchiveEntry.LinkProblem(entry.FullName, "zip without --symlinks");
        return entry.IsEncrypted ? $"{ArchiveEntry.Shown(entry.FullName)} is locked with a password; unpack it, and give the folder" : null;
    }

    private ChecksummedStream Content(ZipArchiveEntry entry)
    {
        _unpacked += entry.Length;
        if (_unpacked > limit) throw BoundedStream.Overrun(limit);
        return _content = new ChecksummedStream(entry.Open(), entry.Length, entry.Crc32);
    }
}
