namespace ResNetFlowers.Training.Runs;

/// <summary>
/// Holds a run's folder for one process: a file in it that is open without sharing. The system lets go of it when the process ends,
/// however it ends.
/// </summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string File = ".lock";

    private readonly FileStream _stream;

    private RunLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock; null where another process has it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunLock? TryTake(string folder)
    {
        string path = Path.Combine(folder, File);
        try
        {
            // Closing deletes it, on every system before another process can have it: nobody must wait for a file without a name.
            return new RunLock(new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (IOException) when (System.IO.File.Exists(path) && IsWritable(folder))
        {
            return null;
        }
    }

    /// <summary>Whether a process has it; nothing is changed.</summary>
    public static bool IsHeld(string folder)
    {
        string path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path)) return false;
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Lets go, also where the folder is gone by now.</summary>
    public void Dispose() => _stream.Dispose();

    private static bool IsWritable(string folder)
    {
        using FileStream probe = System.IO.File.Create(Path.Combine(folder, $".{Path.GetRandomFileName()}"), bufferSize: 1, FileOptions.DeleteOnClose);
        return true;
    }
}
