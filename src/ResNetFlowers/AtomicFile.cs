using System.Text;

namespace ResNetFlowers;

/// <summary>
/// Writes files that are either whole or absent: the bytes go to a temporary file in the same folder, to the disk, and only then
/// take the name, so that a crash, a full disk or a second process leaves the old file or none, never half of one.
/// </summary>
public static class AtomicFile
{
    /// <summary>The names of what a process that was killed while writing leaves behind.</summary>
    public const string TemporaryPattern = ".*.tmp";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file, in the place of any that has its name.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="write">Writes the content to the stream, which is seekable and at 0; it need not flush or close it.</param>
    /// <exception cref="InputException">The folder is missing or not writable, the disk is full, or the name belongs to a folder.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        string fullPath = Path.GetFullPath(path);
        string temporary = Path.Combine(
            Path.GetDirectoryName(fullPath) ?? fullPath, $".{Path.GetFileName(fullPath)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, fullPath, overwrite: true);
        }
        catch (Exception exception)
        {
            DeleteIfPossible(temporary);
            if (exception is not (IOException or UnauthorizedAccessException)) throw;
            throw new InputException($"{path}: cannot be written ({Reason(exception, fullPath)}); give a folder that is writable and has room.", exception);
        }
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark, line ends as they are.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="text">The whole content.</param>
    /// <exception cref="InputException">As <see cref="Write"/>.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Copies a file.</summary>
    /// <param name="source">The file to copy.</param>
    /// <param name="path">The copy; its folder must be there.</param>
    /// <exception cref="InputException">As <see cref="Write"/>.</exception>
    public static void Copy(string source, string path) => Write(path, stream =>
    {
        using FileStream content = File.OpenRead(source);
        content.CopyTo(stream);
    });

    private static string Reason(Exception exception, string fullPath) => exception switch
    {
        _ when Directory.Exists(fullPath) => "a folder has that name",
        DirectoryNotFoundException => "its folder does not exist",
        UnauthorizedAccessException => "permission denied",
        _ => exception.Message.ReplaceLineEndings(" ").TrimEnd('.'),
    };

    // The failure that brought us here is the one to report, not that of tidying up after it.
    private static void DeleteIfPossible(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
