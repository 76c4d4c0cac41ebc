using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training.Runs;

/// <summary>Runs at every stage, in one folder.</summary>
[Collection(TinyRunCollection.Name)]
public sealed class RunListTests(TinyRun tiny) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARunIsFinishedInterruptedOrRunning()
    {
        Copy(tiny.Result.Folder, "finished");
        Interrupt(_folder.File("interrupted"));
        Copy(_folder.File("interrupted"), "running");
        Directory.CreateDirectory(_folder.File("begun"));
        File.Copy(tiny.In("options.yaml"), _folder.File("begun/options.yaml"));
        Directory.CreateDirectory(_folder.File("no run at all"));
        RunList list;
        using (RunLock.TryTake(_folder.File("running"))) list = RunList.In(_folder.Path);
        Assert.Empty(list.Damaged);
        Dictionary<string, RunSummary> runs = list.Runs.ToDictionary(run => Path.GetFileName(run.Folder), StringComparer.Ordinal);
        Assert.Equal(
            [("begun", RunState.Interrupted, 0, 3), ("finished", RunState.Finished, 3, 3), ("interrupted", RunState.Interrupted, 1, 3), ("running", RunState.Running, 1, 3)],
            runs.OrderBy(run => run.Key, StringComparer.Ordinal).Select(run => (run.Key, run.Value.State, run.Value.Epochs, run.Value.PlannedEpochs)));
        Assert.Equal((tiny.Result.BestEpoch, tiny.Result.BestAccuracy), (runs["finished"].Best!.Epoch, runs["finished"].Best!.ValAccuracy), (one, other) =>
            one.Item1 == other.Item1 && Math.Abs(one.Item2 - other.Item2) < 1e-6);
        Assert.Equal(tiny.Result.Best.ValInterval, runs["finished"].Best!.ValInterval);
        Assert.Null(runs["begun"].Best);
        Assert.All(list.Runs, run => Assert.Equal(("resnet18", 40), (run.Arch, run.ImageSize)));
        double[] accuracies = [.. list.Runs.Select(run => run.Best?.ValAccuracy ?? -1)];
        Assert.Equal(accuracies.OrderDescending(), accuracies);
    }

    [Theory]
    [InlineData("last.pth", "is damaged (the file is empty)")]
    [InlineData("results.csv", "does not begin with the line that 'train' writes")]
    public void ADamagedRunIsNamed(string file, string problem)
    {
        Copy(tiny.Result.Folder, "damaged");
        File.WriteAllText(_folder.File($"damaged/{file}"), "");
        RunList list = RunList.In(_folder.Path);
        Assert.Empty(list.Runs);
        DamagedRun damaged = Assert.Single(list.Damaged);
        Assert.Equal(_folder.File("damaged"), damaged.Folder);
        Assert.Contains(problem, damaged.Problem, StringComparison.Ordinal);
    }

    private void Interrupt(string folder)
    {
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { AfterEpoch = _ => cancellation.Cancel() };
        TrainOptions options = tiny.Options with { Out = folder, LogJson = null, Tensorboard = false };
        Assert.ThrowsAny<OperationCanceledException>(() => new Trainer(options).Run(observer, cancellation.Token));
    }

    private void Copy(string run, string name)
    {
        Directory.CreateDirectory(_folder.File(name));
        foreach (string file in Directory.GetFiles(run)) File.Copy(file, Path.Combine(_folder.File(name), Path.GetFileName(file)));
    }
}
