using System.Globalization;
using System.Text;
using System.Text.Json;
using ResNetFlowers.Models;
using TorchSharp.Modules;

namespace ResNetFlowers.Training;

/// <summary>The folder of one training run: its checkpoints, classes, options and results.</summary>
public sealed class RunFolder
{
    /// <summary>Where runs go unless a folder is named.</summary>
    public const string DefaultParent = "runs";

    /// <summary>The checkpoint of the highest validation accuracy.</summary>
    public const string BestFile = "best.pth";

    /// <summary>The checkpoint of the last epoch.</summary>
    public const string LastFile = "last.pth";

    private const string OptionsFile = "options.json";
    private const string ClassesFile = "class_indices.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // Innermost first.
    private readonly IReadOnlyList<string> _created;

    private RunFolder(string path, IReadOnlyList<string> created)
    {
        Path = path;
        _created = created;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes the folder of a new run.</summary>
    /// <param name="requested">The folder asked for; null takes the next free <c>runs/ARCH-N</c>.</param>
    /// <param name="arch">The network's name.</param>
    /// <exception cref="InputException">It holds something already, or cannot be written.</exception>
    public static RunFolder Create(string? requested, string arch)
    {
        string path = requested ?? NextFree(arch);
        if (File.Exists(path)) throw new InputException($"--out {path}: is a file; give a new folder");
        var folder = new RunFolder(path, MissingFolders(path));
        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
                throw new InputException($"--out {path}: is not empty, and a run never overwrites; give a new folder");
            Directory.CreateDirectory(path);
            using FileStream probe = File.Create(folder.In(".writable"), bufferSize: 1, FileOptions.DeleteOnClose);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (folder._created.Count > 0) folder.DeleteIfWithoutCheckpoint();
            throw new InputException($"--out {path}: cannot be written; give a folder that is writable", exception);
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

    /// <summary>Removes what this run has made so far, unless a checkpoint is among it.</summary>
    public void DeleteIfWithoutCheckpoint()
    {
        if (File.Exists(In(LastFile))) return;
        try
        {
            foreach (string file in new[] { OptionsFile, ClassesFile }) File.Delete(In(file));
            foreach (string folder in _created) Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else's files are in there by now, or the folder is gone: what ended the run is what to report.
        }
    }

    internal void WriteOptions(TrainOptions options) => AtomicFile.WriteText(In(OptionsFile), JsonSerializer.Serialize(options, Json) + "\n");

    internal void WriteClasses(IReadOnlyList<string> classes) => AtomicFile.WriteText(
        In(ClassesFile),
        JsonSerializer.Serialize(
            classes.Index().ToDictionary(entry => entry.Index.ToString(CultureInfo.InvariantCulture), entry => entry.Item, StringComparer.Ordinal), Json) + "\n");

    internal void WriteResults(IReadOnlyList<EpochResult> epochs)
    {
        var text = new StringBuilder("epoch,lr,train_loss,train_acc,val_loss,val_acc,images_per_second,seconds\n");
        foreach (EpochResult row in epochs)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{row.Epoch},{row.Lr:g6},{row.TrainLoss:f6},{row.TrainAccuracy:f6},{row.ValLoss:f6},{row.ValAccuracy:f6},{row.ImagesPerSecond:f2},{row.Seconds:f2}\n");
        }

        AtomicFile.WriteText(In("results.csv"), text.ToString());
    }

    internal void WriteCheckpoint(Checkpoint checkpoint, ResNet model, Adam optimizer, bool isBest)
    {
        CheckpointFile.Save(In(LastFile), checkpoint, model, optimizer);
        if (isBest) CheckpointFile.Save(In(BestFile), checkpoint, model, optimizer);
    }

    private string In(string file) => System.IO.Path.Combine(Path, file);

    private static List<string> MissingFolders(string path)
    {
        var missing = new List<string>();
        string? folder = System.IO.Path.GetFullPath(path);
        for (; folder is not null && !Directory.Exists(folder); folder = System.IO.Path.GetDirectoryName(folder)) missing.Add(folder);
        return missing;
    }

    private static string NextFree(string arch)
    {
        for (int number = 1; ; number++)
        {
            string path = System.IO.Path.Combine(DefaultParent, $"{arch}-{number.ToString(CultureInfo.InvariantCulture)}");
            if (!System.IO.Path.Exists(path)) return path;
        }
    }

    private static string Newest(string option)
    {
        IEnumerable<string> found = !Directory.Exists(DefaultParent) ? [] : Directory.EnumerateDirectories(DefaultParent)
            .Select(folder => System.IO.Path.Combine(folder, BestFile)).Where(File.Exists);
        return found.OrderBy(File.GetLastWriteTimeUtc).ThenBy(path => path, StringComparer.Ordinal).LastOrDefault()
            ?? throw new InputException($"{option}: there is no run under {DefaultParent}/ yet; train one, or name a checkpoint file");
    }
}
