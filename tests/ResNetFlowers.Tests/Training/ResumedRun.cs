using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training;

/// <summary>Two recipes, trained without interruption once for the tests that compare with them: 3 epochs of 4 batches.</summary>
public sealed class ResumedRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrainOptions _plain;
    private readonly Dictionary<string, TrainResult> _uninterrupted = new(StringComparer.Ordinal);

    public ResumedRun()
    {
        string data = TinyPhotos.Split(_folder.File("data"), classes: 3, train: 6, val: 2);
        // Threads decide rounding, and what one run sets would stay for the next.
        _plain = new TrainOptions
        {
            Data = data, Arch = "resnet18", Epochs = 3, BatchSize = 5, ImageSize = 40, Workers = 1, Threads = 2, Seed = 3, Device = "cpu",
        };
        foreach (string recipe in new[] { "plain", "everything" })
            _uninterrupted[recipe] = new Trainer(Options(recipe) with { Out = _folder.File(recipe) }).Run(new RecordingObserver());
    }

    public TrainOptions Options(string recipe) => recipe == "plain" ? _plain with { StepSize = 1 } : _plain with
    {
        Optimizer = "sgd", Momentum = 0.9, Nesterov = true, WeightDecay = 1e-4, Schedule = "cosine", Warmup = 0.5, Lr = 0.02, Freeze = "1", UnfreezeAt = 3, UnfreezeLr = 0.01,
        Accumulate = 2, ClipNorm = 1, Ema = 0.9, LabelSmoothing = 0.1, Mixup = 0.2, Cutmix = 1, Balance = "weights", ZeroInit = true, Whiten = true, StartScale = 0.8,
    };

    public string Beside(string name) => _folder.File(name);

    /// <summary>The same checkpoints byte for byte, and the same results but for the time they took.</summary>
    public void RequireSame(string recipe, TrainResult result)
    {
        TrainResult expected = _uninterrupted[recipe];
        Assert.Equal((expected.BestEpoch, expected.BestAccuracy), (result.BestEpoch, result.BestAccuracy));
        foreach (string file in new[] { "last.pth", "best.pth", "neighbours.safetensors" })
            Assert.True(Bytes(expected, file).AsSpan().SequenceEqual(Bytes(result, file)), $"{result.Folder}: {file} differs");
        Assert.Equal(Results(expected), Results(result));
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Bytes(TrainResult result, string file) => File.ReadAllBytes(Path.Combine(result.Folder, file));

    private static IEnumerable<string> Results(TrainResult result) => File.ReadAllLines(Path.Combine(result.Folder, "results.csv"))
        .Select(line => string.Join(',', line.Split(',')[..^3]));
}

/// <summary>One at a time: each uses all cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class ResumedRunCollection : ICollectionFixture<ResumedRun>
{
    public const string Name = "resumed run";
}
