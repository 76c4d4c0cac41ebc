using System.Net.Http.Headers;

namespace ResNetFlowers.Weights.Download;

/// <summary>
/// What there is of a file that is being downloaded: <c>NAME.part</c> beside it, kept from one run to the next so that the
/// download can go on, and <c>NAME.part.validator</c>, which says of which version of the file it is. Whoever has it open is
/// alone with it, among all processes; the lock goes with the process, however that ends.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private bool _published;

    private PartFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>Where the part of a file is.</summary>
    public static string PathOf(string path) => $"{path}.part";

    /// <summary>Bytes so far.</summary>
    public long Length => _stream.Length;

    /// <summary>The bytes; only reading, which may start anywhere.</summary>
    public Stream Content => _stream;

    /// <summary>The ETag or date of the version that the bytes are of; null where it is unknown.</summary>
    public RangeConditionHeaderValue? Validator
    {
        get => File.Exists(ValidatorPath) && RangeConditionHeaderValue.TryParse(File.ReadAllText(ValidatorPath), out RangeConditionHeaderValue? value) ? value : null;
        set
        {
            if (value is null) File.Delete(ValidatorPath);
            else File.WriteAllText(ValidatorPath, value.ToString());
        }
    }

    private string ValidatorPath => $"{PathOf(_path)}.validator";

    /// <summary>Opens the part of a file, empty if there is none; the folder must be there.</summary>
    /// <returns>Null while another process has it open.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static PartFile? TryOpen(string path)
    {
        // Windows renames an open file only if it was opened for that; elsewhere anything but None shares the lock.
        FileShare share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
        try
        {
            var stream = new FileStream(PathOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0, FileOptions.Asynchronous);
            if (File.Exists(PathOf(path)) || File.Exists(path)) return new PartFile(path, stream);

            // Whoever had it open has deleted it between our opening and our locking it: nobody would find what we write there.
            stream.Dispose();
            return null;
        }
        catch (IOException exception) when (IsInUse(exception))
        {
            return null;
        }
    }

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="IOException">The disk is full, or broken.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        _stream.Seek(0, SeekOrigin.End);
        await _stream.WriteAsync(bytes, cancellation);
    }

    /// <summary>Forgets what there is.</summary>
    public void Clear()
    {
        Validator = null;
        if (Length > 0) _stream.SetLength(0);
    }

    /// <summary>Gives the finished file its name, once its bytes are on the disk.</summary>
    public void Publish()
    {
        _stream.Flush(flushToDisk: true);
        File.Move(PathOf(_path), _path, overwrite: true);
        _published = true;
        Validator = null;
    }

    /// <summary>Closes the part, and deletes it if there is nothing in it.</summary>
    public void Dispose()
    {
        if (!_published && Length == 0)
        {
            File.Delete(PathOf(_path));
            Validator = null;
        }

        _stream.Dispose();
    }

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsInUse(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
