namespace ResNetFlowers.Cli.Tests;

/// <summary>Photos, split and trained on by the verbs themselves, once for all tests.</summary>
public sealed class TrainedRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainedRun()
    {
        TinyPhotos.Folder(Photos, classes: 3, perClass: 6);
        Split = Cli.Run("split", Photos, "--out", Data, "--val", "0.34").Succeeded();
        Train = Cli.Run(["train", "--data", Data, .. Small, "--out", Folder]).Succeeded();
    }

    /// <summary>Options that make a run end in a second.</summary>
    public static string[] Small { get; } = ["--arch", "resnet18", "--epochs", "1", "--batch-size", "4", "--image-size", "40", "--device", "cpu"];

    public string Photos => In("photos");

    public string Data => In("data");

    public string Folder => In("run");

    internal CommandResult Split { get; }

    internal CommandResult Train { get; }

    public string In(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Everything on disk, to see that nothing came or went.</summary>
    public IReadOnlyList<string> Entries() =>
        [.. Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();
}

/// <summary>One command at a time: each uses all cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class TrainedRunCollection : ICollectionFixture<TrainedRun>
{
    public const string Name = "trained run";
}
