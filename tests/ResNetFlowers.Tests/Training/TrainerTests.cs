using System.Globalization;
using System.Text.Json;
using ResNetFlowers.Inference;
using ResNetFlowers.Metrics;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training;

/// <summary>What a training run leaves behind.</summary>
[Collection(TinyRunCollection.Name)]
public sealed class TrainerTests(TinyRun run)
{
    [Fact]
    public void ResultsHoldALineForEveryEpoch()
    {
        string[] lines = File.ReadAllLines(run.In("results.csv"));
        Assert.Equal("epoch,lr,train_loss,train_acc,val_loss,val_acc,raw_val_acc,val_images,images_per_second,seconds,peak_memory_mib", lines[0]);
        double[][] rows = [.. lines.Skip(1).Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(3, rows.Length);
        foreach ((EpochResult epoch, double[] row) in run.Result.Epochs.Zip(rows))
        {
            double[] expected = [epoch.Epoch, epoch.Lr, epoch.TrainLoss, epoch.TrainAccuracy, epoch.ValLoss, epoch.ValAccuracy, epoch.RawValAccuracy];
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], row[i], 1e-6);
            Assert.Equal(9, row[7]);
            Assert.True(row[8] > 0);
            Assert.True(row[9] > 0);
            // This process's, which has .NET and libtorch in it.
            Assert.InRange(row[10], 50, 1 << 20);
            Assert.Equal(epoch.PeakMemory!.Value, row[10], 0.1);
        }

        Assert.Equal(run.Observer.Epochs, run.Result.Epochs);
    }

    [Fact]
    public void FiguresOfAnEpochAreToldFromItsFirstBatchToItsLast()
    {
        foreach (EpochResult epoch in run.Result.Epochs)
        {
            IReadOnlyList<TrainingFigures> told = [.. run.Observer.Figures.Where(entry => entry.Epoch == epoch.Epoch).Select(entry => entry.Figures)];
            Assert.InRange(told.Count, 2, 6);
            Assert.Equal(new TrainingFigures(epoch.TrainLoss, epoch.TrainAccuracy, epoch.Lr), told[^1]);
        }
    }

    [Fact]
    public void StepLRDropsTheRateAfterTheEpoch() => Assert.Equal([0.001, 0.0005, 0.00025], run.Result.Epochs.Select(epoch => epoch.Lr));

    [Fact]
    public void AccuraciesAreSharesOfThePhotosThatWereRead()
    {
        Assert.All(run.Result.Epochs, epoch =>
        {
            Assert.Equal(Math.Round(epoch.TrainAccuracy * 17), epoch.TrainAccuracy * 17, 1e-9);
            Assert.Equal(Math.Round(epoch.ValAccuracy * 9), epoch.ValAccuracy * 9, 1e-9);
        });
    }

    [Fact]
    public void ClassesAndOptionsAreWritten()
    {
        Assert.Equal(
            """{"0":"daisies","1":"roses","2":"tulips"}""", JsonSerializer.Serialize(JsonDocument.Parse(File.ReadAllText(run.In("class_indices.json")))));
        TrainOptions options = OptionsResolver.Resolve(run.In("options.yaml"), []);
        Assert.Equal(run.Options with { Milestones = options.Milestones, Out = null }, options);
        Assert.Equal(
            ["best.pth", "class_indices.json", "environment.json", "last.pth", "neighbours.safetensors", "options.yaml", "results.csv"],
            Directory.GetFileSystemEntries(run.Result.Folder).Select(Path.GetFileName)
                .Where(name => !name!.StartsWith("events.out", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheEnvironmentIsWritten()
    {
        RunEnvironment environment = RunEnvironment.Read(run.In("environment.json"))!;
        Assert.Equal(("cpu", TorchSharp.torch.__version__, Environment.ProcessorCount), (environment.Device, environment.Libtorch, environment.Cores));
        Assert.NotEqual("", environment.Command);
        Assert.NotEqual("", environment.Cpu);
        Assert.InRange(DateTimeOffset.UtcNow - environment.Started, TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.Null(RunEnvironment.Read(run.In("results.csv")));
    }

    [Fact]
    public void TheTemperatureIsTheOneOfTheBestEpochsPhotos()
    {
        Evaluation evaluation = CheckpointEvaluation.Run(
            new EvalOptions { Checkpoint = run.Result.Folder, Data = Path.Combine(run.Options.Data, "val"), Device = "cpu", BatchSize = 4 });
        Assert.Equal(TemperatureScaling.Fit(evaluation.Logits), evaluation.Temperature, 4);
    }

    [Fact]
    public void TheBestEpochIsTheFirstWithTheHighestAccuracy()
    {
        double best = run.Result.Epochs.Max(epoch => epoch.ValAccuracy);
        EpochResult first = run.Result.Epochs.First(epoch => epoch.ValAccuracy == best);
        Assert.Equal(first.Epoch, run.Result.BestEpoch);
        Assert.Equal(best, run.Result.BestAccuracy);
        Assert.Equal(first, run.Result.Epochs.Last(epoch => epoch.IsBest));
        using CheckpointFile kept = CheckpointFile.Open(run.In("best.pth"));
        Assert.Equal(first.Epoch, kept.Checkpoint.Epoch);
    }

    [Fact]
    public void TheBestCheckpointIsAsGoodAsTheRunSays()
    {
        EpochResult best = run.Result.Epochs[run.Result.BestEpoch - 1];
        Evaluation evaluation = CheckpointEvaluation.Run(
            new EvalOptions { Checkpoint = run.Result.Folder, Data = Path.Combine(run.Options.Data, "val"), Device = "cpu" });
        Assert.Equal(9, evaluation.Images);
        Assert.Equal(best.ValAccuracy, evaluation.Top1);
        Assert.Equal(best.ValLoss, evaluation.Loss, 1e-5);
    }

    [Fact]
    public void TheLastCheckpointSaysWhatItIs()
    {
        using CheckpointFile file = CheckpointFile.Open(run.In("last.pth"));
        Assert.Equal("resnet18", file.Checkpoint.Arch);
        Assert.Equal(TinyPhotos.Classes, file.Checkpoint.Classes);
        Assert.Equal(40, file.Checkpoint.ImageSize);
        Assert.Equal(3, file.Checkpoint.Epoch);
        Assert.Equal(run.Result.BestAccuracy, file.Checkpoint.BestAccuracy, 1e-6);
    }

    /// <summary>The photos of each part are drawn alike: each to check with is one to learn from.</summary>
    [Fact]
    public void ValidationPhotosThatAreLearnedAreWarnedOf()
    {
        string warning = Assert.Single(run.Observer.Warnings);
        Assert.StartsWith("9 of 9 validation photos also stand in training (", warning, StringComparison.Ordinal);
        Assert.EndsWith($"; 'flowers verify {run.Options.Data}' names them, and --fix sets them aside", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void TheObserverHearsOfEverything()
    {
        TrainingPlan plan = Assert.Single(run.Observer.Plans);
        Assert.Equal((18, 9, "cpu"), (plan.TrainImages, plan.ValImages, plan.Device));
        Assert.Equal(11_178_051, plan.Parameters);
        Assert.Equal(
            [(1, TrainingPhase.Train, 18), (1, TrainingPhase.Validate, 9), (2, TrainingPhase.Train, 18), (2, TrainingPhase.Validate, 9), (3, TrainingPhase.Train, 18), (3, TrainingPhase.Validate, 9), (3, TrainingPhase.Neighbours, 27)],
            run.Observer.Phases);
        Assert.Equal(17, run.Observer.Steps.Where(step => step is { Epoch: 2, Phase: TrainingPhase.Train }).Sum(step => step.Images));
    }

    [Fact]
    public void APhotoThatCannotBeReadIsNamedOnceAndCounted()
    {
        (string path, string reason) = Assert.Single(run.Observer.Skipped);
        Assert.EndsWith(Path.Combine("roses", "03.png"), path, StringComparison.Ordinal);
        Assert.NotEmpty(reason);
        Assert.Equal(1, run.Result.SkippedPhotos);
    }

    [Theory]
    [InlineData(TrainingPhase.Train)]
    [InlineData(TrainingPhase.Validate)]
    public void AStepLeavesNoTensor(TrainingPhase phase)
    {
        // The first epoch makes Adam's state and the loader's buffers, which live on.
        long[] live = [.. run.Observer.Steps.Where(step => step.Epoch > 1 && step.Phase == phase).Select(step => step.LiveTensors)];
        Assert.True(live.Length >= 6);
        Assert.Single(live.Distinct());
    }

    [Fact]
    public void ARunLeavesNoTensor() => Assert.Equal(0, run.LeakedTensors);

    [Fact]
    public void TheSameSeedGivesTheSameBytesWithAnyNumberOfWorkers()
    {
        TrainOptions again = run.Options with { Workers = 3, Out = run.Beside("again") };
        TrainResult result = new Trainer(again).Run(new RecordingObserver());
        Assert.True(File.ReadAllBytes(run.In("last.pth")).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(result.Folder, "last.pth"))));
        Assert.Equal(run.Result.Epochs.Select(epoch => epoch.TrainLoss), result.Epochs.Select(epoch => epoch.TrainLoss));
    }

    [Fact]
    public void AnotherSeedGivesAnotherRun()
    {
        TrainResult other = new Trainer(run.Options with { Seed = 8, Epochs = 1, Out = run.Beside("other") }).Run(new RecordingObserver());
        Assert.NotEqual(run.Result.Epochs[0].TrainLoss, other.Epochs[0].TrainLoss);
    }

    [Fact]
    public void ACancelledRunKeepsItsEpochs()
    {
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { AfterEpoch = _ => cancellation.Cancel() };
        string output = run.Beside("cancelled");
        Assert.Throws<OperationCanceledException>(() => new Trainer(run.Options with { Out = output }).Run(observer, cancellation.Token));
        Assert.Equal(2, File.ReadAllLines(Path.Combine(output, "results.csv")).Length);
        using CheckpointFile kept = CheckpointFile.Open(Path.Combine(output, "last.pth"));
        Assert.Equal(1, kept.Checkpoint.Epoch);
    }
}
