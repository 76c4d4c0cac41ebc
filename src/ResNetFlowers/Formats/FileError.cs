namespace ResNetFlowers.Formats;

/// <summary>Turns what goes wrong while a file is read into one line that names the file and the mend.</summary>
internal static class FileError
{
    private const int LongestReason = 400;

    /// <summary>Opens a file and reads from it; the file is closed where that fails.</summary>
    /// <typeparam name="T">What owns the open file afterwards.</typeparam>
    /// <param name="path">The file, as the person named it.</param>
    /// <param name="wanted">What to give instead, where there is no such file: "a checkpoint that …".</param>
    /// <param name="open">Opens it.</param>
    /// <param name="read">Reads it, and owns it from then on.</param>
    /// <exception cref="InputException">As <see cref="Explain"/>.</exception>
    public static T Guard<T>(string path, string wanted, Func<FileBytes> open, Func<FileBytes, T> read)
    {
        FileBytes? file = null;
        try
        {
            file = open();
            return read(file);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            throw Explain(path, wanted, exception);
        }
    }

    /// <summary>The exception to throw instead of one that a reader met.</summary>
    /// <param name="path">The file, as the person named it.</param>
    /// <param name="wanted">What to give instead, where there is no such file: "a checkpoint that …".</param>
    /// <param name="exception">What happened. <see cref="InvalidDataException"/>: the file is damaged, the message says where ("its
    /// entry … is missing"). <see cref="NotSupportedException"/>: it holds something else, the message says what, and the mend.</param>
    /// <returns>An <see cref="InputException"/>, or <paramref name="exception"/> itself where no file is to blame.</returns>
    public static Exception Explain(string path, string wanted, Exception exception) => exception switch
    {
        NotSupportedException => new InputException($"{path}: {Reason(exception)}", exception),
        InvalidDataException => new InputException(
            $"{path}: is damaged ({Reason(exception)}); copy or download it again, or take another file.", exception),
        FileNotFoundException or DirectoryNotFoundException => new InputException($"{path}: no such file; give {wanted}.", exception),
        _ when Directory.Exists(path) => new InputException($"{path}: is a folder; give a file in it: {wanted}.", exception),
        IOException or UnauthorizedAccessException => new InputException(
            $"{path}: cannot be read ({Reason(exception).TrimEnd('.')}).", exception),
        _ => exception,
    };

    // Names in the message come from the file, as long as it likes.
    private static string Reason(Exception exception) => OneLine.Of(exception.Message, LongestReason);
}
