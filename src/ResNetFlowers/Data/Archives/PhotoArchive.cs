using ResNetFlowers.Formats;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Archives;

/// <summary>Unpacks the photos of an archive, a tar (compressed with gzip or not) or a zip, and nothing that could do harm.</summary>
internal static class PhotoArchive
{
    /// <summary>The file name extensions of archives, for messages.</summary>
    public const string Extensions = ".tar .tgz .tar.gz .zip";

    // Photos are compressed already: an archive of them that becomes so much larger is made to fill the disk.
    private const long MaxExpansion = 100;
    private const long AlwaysAllowed = 1L << 30;

    private const int BufferSize = 1 << 16;

    /// <summary>Whether a path ends as an archive's does, in any case of letters.</summary>
    public static bool HasArchiveExtension(string path) =>
        Extensions.Split(' ').Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Writes the archive's photos, told by their extension, into a folder, as they lie in it. Everything else in it is passed over,
    /// and so are the <c>._</c> files that macOS adds.
    /// </summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">The folder; made if need be. Where the archive is refused, what was unpacked stays the caller's to remove.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">
    /// It cannot be read or is damaged; has a name that leads out of the folder, a link or a device; is made to fill the disk; or holds
    /// no photo.
    /// </exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Unpack(string archive, string folder, CancellationToken cancellation)
    {
        using IArchiveReader reader = Open(archive);
        byte[] buffer = new byte[BufferSize];
        int photos = 0;
        while (Reading(archive, reader.Next) is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            if ((entry.Problem ?? ClimbingProblem(entry)) is { } problem) throw new InputException($"{archive}: {problem}");
            if (!IsPhoto(entry)) continue;
            string path = Path.Join(folder, entry.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (File.Exists(path)) throw new InputException($"{archive}: holds {ArchiveEntry.Shown(entry.Name)} twice; pack it again");
            Write(archive, entry, path, buffer, cancellation);
            photos++;
        }

        while (Reading(archive, () => reader.ReadRest(buffer)) > 0) cancellation.ThrowIfCancellationRequested();
        if (photos == 0) throw new InputException($"{archive}: holds no photo ({ImageFiles.Extensions}); give an archive of photos");
    }

    /// <summary>Makes sure that there is a file to unpack.</summary>
    /// <exception cref="InputException">There is none, or it cannot be read.</exception>
    public static void RequireReadable(string archive) => Open(archive).Dispose();

    // By what it holds: a browser may have given it any name.
    private static IArchiveReader Open(string archive) => Reading<IArchiveReader>(archive, () =>
    {
        var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        try
        {
            long limit = Math.Max(AlwaysAllowed, file.Length * MaxExpansion);
            return IsZip(file) ? new ZipEntries(file, limit) : new TarEntries(file, limit);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    });

    /// <summary>A zip begins with a file's header, or with the end of its list where it holds none.</summary>
    private static bool IsZip(FileStream file)
    {
        Span<byte> start = stackalloc byte[4];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == start.Length && (start.SequenceEqual("PK\x03\x04"u8) || start.SequenceEqual("PK\x05\x06"u8));
    }

    private static string? ClimbingProblem(ArchiveEntry entry) => entry.IsFile && IsClimbing(entry.Name)
        ? $"holds {ArchiveEntry.Shown(entry.Name)}, a name that leads out of the folder; pack it again with plain names"
        : null;

    private static bool IsClimbing(string name) =>
        Path.IsPathRooted(name) || name.Contains('\\', StringComparison.Ordinal)
        || name.Split('/').Any(part => part == ".." || part.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()));

    private static bool IsPhoto(ArchiveEntry entry) =>
        entry.IsFile && ImageCodec.HasImageExtension(entry.Name) && !Path.GetFileName(entry.Name).StartsWith("._", StringComparison.Ordinal);

    private static void Write(string archive, ArchiveEntry entry, string path, byte[] buffer, CancellationToken cancellation)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        if (entry.Content is not { } data) return;
        while (Reading(archive, () => data.Read(buffer)) is > 0 and int read)
        {
            cancellation.ThrowIfCancellationRequested();
            file.Write(buffer.AsSpan(0, read));
        }

        if (file.Length == entry.Length) return;
        throw FileError.Explain(archive, Extensions, new InvalidDataException($"it ends within {ArchiveEntry.Shown(entry.Name)}"));
    }

    /// <summary>Does one step of reading; whatever the reader of archives objects to is the archive's fault.</summary>
    private static T Reading<T>(string archive, Func<T> step)
    {
        const string Wanted = $"an archive of photos ({Extensions})";
        try
        {
            return step();
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or NotSupportedException or ArgumentException
            or OverflowException or EndOfStreamException)
        {
            throw FileError.Explain(archive, Wanted, new InvalidDataException(e.Message, e));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw FileError.Explain(archive, Wanted, e);
        }
    }
}
