using System.Runtime.InteropServices;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Models;
using ResNetFlowers.Tests.Training.Learning.Steps;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training;

/// <summary>Runs on a device that says that its memory is too small.</summary>
[Collection(Alone.Name)]
public sealed class MemoryRunTests : IDisposable
{
    private const string Shortage = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.10 GiB of which 1.02 GiB is free.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("none")]
    [InlineData("backbone")]
    public void ARunThatDoesNotFitSaysWhatWould(string freeze)
    {
        TrainOptions options = Options("run") with { BatchSize = 4, Freeze = freeze, CudaGraph = TrainOptions.Off };
        var observer = new RecordingObserver { AfterBatch = _ => throw new ExternalException(Shortage) };
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        InputException refused = Assert.Throws<InputException>(() => new Trainer(options).Run(observer));

        Assert.Equal(
            "--batch-size 4: does not fit into the device's memory (79.1 GiB), 2 does; give --batch-size 2, with --accumulate 2 for steps as large", refused.Message);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(1, 0.9)]
    [InlineData(2, 0)]
    public void ARehearsalTakesStepsLooksAndLeavesNothing(int accumulate, double ema)
    {
        TrainOptions options = Options("nowhere") with { Accumulate = accumulate, Ema = ema, Cache = "ram", Freeze = "backbone", UnfreezeAt = 2, Epochs = 3 };
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        new Rehearsal(options, memory: 0, CancellationToken.None).Run();

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Assert.False(Directory.Exists(options.Out));
    }

    [Fact]
    public void ARehearsalEndsWhenItIsToldTo()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => new Rehearsal(Options("nowhere"), memory: 0, cancellation.Token).Run());
    }

    // In the middle of an epoch, where a captured step is held from the fourth on; and between training and validation.
    [SystemProviderTheory]
    [InlineData(5, TrainingPhase.Train)]
    [InlineData(0, TrainingPhase.Validate)]
    public void WhereACapturedStepTakesTheMemoryTheRunGoesOnWithout(int batch, TrainingPhase phase)
    {
        (RecordingObserver expected, _) = Run("calm", TrainOptions.Auto, new FakeGraphs(), () => { }, batch, phase);
        var graphs = new FakeGraphs();
        bool isShort = true;

        (RecordingObserver actual, string[] warnings) = Run("short", TrainOptions.Auto, graphs, Fail, batch, phase);

        Assert.StartsWith("steps go without a CUDA graph, for which there is too little of the device's memory (79.1 GiB); ", Assert.Single(warnings));
        Assert.Equal((1, 0), (graphs.Captures, graphs.Live));
        Assert.Equal([1, 2], actual.Epochs.Select(epoch => epoch.Epoch));
        Assert.All(actual.Epochs, epoch => Assert.Equal(3, epoch.ValImages));
        // Nothing is lost or learned twice, but that the batch after which memory ran out has been through the batch norms.
        Assert.Equal(expected.Epochs[0].TrainLoss, actual.Epochs[0].TrainLoss, 0.05 * expected.Epochs[0].TrainLoss);

        void Fail()
        {
            if (!isShort) return;
            isShort = false;
            throw new ExternalException(Shortage);
        }
    }

    [SystemProviderFact]
    public void AGraphThatHasToBeIsNotGivenUp() => Assert.Throws<ExternalException>(() =>
        Run("on", TrainOptions.On, new FakeGraphs(), () => throw new ExternalException(Shortage), batch: 5, TrainingPhase.Train));

    private (RecordingObserver Observer, string[] Warnings) Run(string name, string cudaGraph, FakeGraphs graphs, Action atBatch, int batch, TrainingPhase phase)
    {
        TrainOptions options = Options(name) with { Epochs = 2, CudaGraph = cudaGraph, NoNeighbours = true };
        Arithmetic arithmetic = new Arithmetic(Precision.Fp32, CPU) { Graphs = graphs };
        var warnings = new List<string>();
        var observer = new RecordingObserver
        {
            AfterBatch = number =>
            {
                if (number == batch) atBatch();
            },
            AtPhase = begun =>
            {
                if (batch == 0 && begun == phase) atBatch();
            },
        };
        using var data = TrainingData.Open(options, ReadableNames.None, CPU, (_, _) => { });
        manual_seed(1);
        using var model = new ResNet(ResNetVariant.Named(options.Arch), data.Classes.Count);
        using RunFolder folder = RunFolder.Create(options.Out, options.Arch);
        var state = new TrainingState { PlannedEpochs = options.Epochs, Options = ResumedOptions.Outcome(options), Data = data.Fingerprint };
        var learner = new Learner(model, LearningPeriod.Of(options, options.Epochs, epoch: 1), options, data.ClassCounts, arithmetic, warnings.Add);
        using var run = new TrainingRun(options, data, arithmetic, folder, observer, learner, state);
        run.Run(CancellationToken.None);
        return (observer, [.. warnings]);
    }

    private TrainOptions Options(string name) => new()
    {
        Data = Directory.Exists(_folder.File("data")) ? _folder.File("data") : TinyPhotos.Split(_folder.File("data"), classes: 3, train: 5, val: 1), Arch = "resnet18", Epochs = 1,
        BatchSize = 2, ImageSize = 40, Workers = 0, Device = "cpu", Out = _folder.File(name),
    };
}
