using ResNetFlowers.Logs;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using TorchSharp;

namespace ResNetFlowers.Tests.Training;

/// <summary>A small run, trained once for the tests that look at what it left: three classes, one damaged photo, three epochs.</summary>
public sealed class TinyRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TinyRun()
    {
        string data = TinyPhotos.Split(_folder.File("data"), classes: 3, train: 6, val: 3);
        File.WriteAllText(Path.Combine(data, "train", "roses", "03.png"), "no photo");
        Options = new TrainOptions
        {
            Data = data, Arch = "resnet18", Epochs = 3, BatchSize = 4, ImageSize = 40, StepSize = 1, Gamma = 0.5, Workers = 0, Seed = 7, Device = "cpu",
            Out = _folder.File("runs/first"), Tensorboard = true, LogJson = _folder.File("log.jsonl"),
        };
        long before = Live;
        using var logs = new RunLogs(Options, Observer);
        Result = new Trainer(Options).Run(logs.Observer);
        LeakedTensors = Live - before;
    }

    public TrainOptions Options { get; }

    public TrainResult Result { get; }

    public long LeakedTensors { get; }

    internal RecordingObserver Observer { get; } = new();

    public string In(string name) => Path.Combine(Result.Folder, name);

    public string Beside(string name) => _folder.File(name);

    public void Dispose() => _folder.Dispose();

    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}

/// <summary>Shares the run among the tests that look at it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class TinyRunCollection : ICollectionFixture<TinyRun>
{
    public const string Name = "tiny run";
}
