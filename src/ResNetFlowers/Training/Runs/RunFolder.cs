using System.Globalization;
using System.Text.Json;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training.Runs;

/// <summary>The folder of one training run: its checkpoints, classes, options and results.</summary>
public sealed class RunFolder : IDisposable
{
    /// <summary>Where runs go unless a folder is named.</summary>
    public const string DefaultParent = "runs";

    /// <summary>The checkpoint of the highest validation accuracy.</summary>
    public const string BestFile = "best.pth";

    /// <summary>The checkpoint of the last epoch.</summary>
    public const string LastFile = "last.pth";

    /// <summary>What the best network makes of the validation photos, see <see cref="Runs.PredictionsFile"/>.</summary>
    public const string PredictionsName = "predictions.csv";

    /// <summary>On what it ran, see <see cref="RunEnvironment"/>.</summary>
    public const string EnvironmentName = "environment.json";

    /// <summary>A line for each epoch, see <see cref="EpochResult"/>.</summary>
    public const string ResultsName = "results.csv";

    /// <summary>The options of the run.</summary>
    internal const string OptionsName = "options.yaml";

    private const string ClassesName = "class_indices.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    // Innermost first.
    private readonly IReadOnlyList<string> _created;
    private readonly RunLock _lock;

    private RunFolder(string path, IReadOnlyList<string> created, RunLock held)
    {
        Path = path;
        _created = created;
        _lock = held;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes the folder of a new run and keeps other processes out of it.</summary>
    /// <param name="requested">The folder asked for; null takes the next free <c>runs/ARCH-N</c>.</param>
    /// <param name="arch">The network's name.</param>
    /// <exception cref="InputException">It holds something already, is in use, or cannot be written.</exception>
    public static RunFolder Create(string? requested, string arch)
    {
        if (requested is not null) return TryCreate(requested) ?? throw new InputException($"--out {requested}: is not empty, and a run never overwrites; give a new folder");
        for (int number = 1; ; number++)
        {
            string path = System.IO.Path.Combine(DefaultParent, $"{arch}-{number.ToString(CultureInfo.InvariantCulture)}");
            // Two processes may find the same one free: the second goes on to the next.
            if (!System.IO.Path.Exists(path) && TryCreate(path) is { } folder) return folder;
        }
    }

    /// <summary>Opens the folder of a run that is to go on, and keeps other processes out of it.</summary>
    /// <exception cref="InputException">There is no such run, or another process has it.</exception>
    public static RunFolder Resume(string path)
    {
        FindLast(path);
        try
        {
            RunLock held = RunLock.TryTake(path) ?? throw new InputException($"--resume {path}: is in use by another process; wait until that has ended");
            Delete(Directory.EnumerateFiles(path, AtomicFile.TemporaryPattern), []);
            return new RunFolder(path, [], held);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--resume {path}: cannot be written ({exception.Message.TrimEnd('.')}); make the folder writable", exception);
        }
    }

    /// <summary>The checkpoint that a person means: a file, a run's folder (its best), or nothing, the newest run's best.</summary>
    /// <param name="fileOrRun">What the person named.</param>
    /// <param name="option">Where the person named it, for messages.</param>
    /// <exception cref="InputException">There is none.</exception>
    public static string FindCheckpoint(string? fileOrRun, string option = "--checkpoint")
    {
        if (fileOrRun is null) return Newest(option);
        if (string.IsNullOrWhiteSpace(fileOrRun)) throw new InputException($"{option}: is empty; name a run's folder or a checkpoint file");
        if (!Directory.Exists(fileOrRun)) return fileOrRun;
        string best = System.IO.Path.Combine(fileOrRun, BestFile);
        return File.Exists(best) ? best : throw new InputException($"{option} {fileOrRun}: holds no {BestFile}; name a run's folder or a checkpoint file");
    }

    /// <summary>The checkpoint to go on from.</summary>
    /// <exception cref="InputException">The folder holds none.</exception>
    public static string FindLast(string run)
    {
        string last = System.IO.Path.Combine(run, LastFile);
        if (File.Exists(last)) return last;
        throw new InputException($"--resume {run}: {(Directory.Exists(run) ? $"holds no {LastFile}" : "is no folder")}; name the folder of a run that was interrupted");
    }

    /// <summary>Lets other processes in; removes what a run without a checkpoint has made.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        if (File.Exists(In(LastFile))) return;
        Delete([In(OptionsName), In(ClassesName), In(EnvironmentName)], _created);
    }

    // Without the folder itself: whoever gives the file to another run means another folder.
    internal void WriteOptions(TrainOptions options) => AtomicFile.WriteText(In(OptionsName), OptionsFile.Write(options with { Out = null }));

    internal void WriteClasses(IReadOnlyList<string> classes) => AtomicFile.WriteText(
        In(ClassesName),
        JsonSerializer.Serialize(
            classes.Index().ToDictionary(entry => entry.Index.ToString(CultureInfo.InvariantCulture), entry => entry.Item, StringComparer.Ordinal), Json) + "\n");

    internal void WriteEnvironment(RunEnvironment environment) => AtomicFile.WriteText(In(EnvironmentName), environment.Write());

    internal void WriteResults(IReadOnlyList<EpochResult> epochs) => ResultsFile.Write(In(ResultsName), epochs);

    internal List<EpochResult> ReadResults(int epochs) => ResultsFile.Read(In(ResultsName), epochs);

    /// <summary>Makes the last checkpoint the best one. Whoever is killed before this has happened does it when going on.</summary>
    internal void KeepLastAsBest() => AtomicFile.Copy(In(LastFile), In(BestFile));

    /// <summary>Checks that the best checkpoint of a run that goes on is there.</summary>
    /// <exception cref="InputException">It is not.</exception>
    internal void RequireBest()
    {
        if (!File.Exists(In(BestFile))) throw new InputException($"{In(BestFile)}: is missing; put back the file that the run wrote, or start a new run");
    }

    internal string In(string file) => System.IO.Path.Combine(Path, file);

    private static RunFolder? TryCreate(string path)
    {
        if (File.Exists(path)) throw new InputException($"--out {path}: is a file; give a new folder");
        IReadOnlyList<string> missing = MissingFolders(path);
        RunLock? held = null;
        try
        {
            if (IsTaken(path)) return null;
            Directory.CreateDirectory(path);
            held = RunLock.TryTake(path);
            if (held is null) return null;
            if (!IsTaken(path)) return new RunFolder(path, missing, held);
            held.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            Delete([], missing);
            throw new InputException($"--out {path}: cannot be written; give a folder that is writable", exception);
        }
    }

    private static void Delete(IEnumerable<string> files, IEnumerable<string> folders)
    {
        try
        {
            foreach (string file in files) File.Delete(file);
            foreach (string folder in folders) Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else's files are in there by now, or a folder is gone: what ended the run is what to report.
        }
    }

    private static bool IsTaken(string path)
    {
        if (!Directory.Exists(path)) return false;
        IEnumerable<string> others = Directory.EnumerateFileSystemEntries(path).Select(entry => System.IO.Path.GetFileName(entry)).Where(name => name != RunLock.File);
        // A lock that nobody holds: a run that was killed before it had saved anything, whose own files are nobody's loss.
        bool wasKilled = File.Exists(System.IO.Path.Combine(path, RunLock.File));
        return others.Any(name => !wasKilled || name is not (OptionsName or ClassesName or EnvironmentName));
    }

    private static List<string> MissingFolders(string path)
    {
        var missing = new List<string>();
        string? folder = System.IO.Path.GetFullPath(path);
        for (; folder is not null && !Directory.Exists(folder); folder = System.IO.Path.GetDirectoryName(folder)) missing.Add(folder);
        return missing;
    }

    private static string Newest(string option)
    {
        IEnumerable<string> found = !Directory.Exists(DefaultParent) ? [] : Directory.EnumerateDirectories(DefaultParent)
            .Select(folder => System.IO.Path.Combine(folder, BestFile)).Where(File.Exists);
        return found.OrderBy(File.GetLastWriteTimeUtc).ThenBy(path => path, StringComparer.Ordinal).LastOrDefault()
            ?? throw new InputException($"{option}: there is no run under {DefaultParent}/ yet; train one, or name a checkpoint file");
    }
}
