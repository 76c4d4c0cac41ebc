using ResNetFlowers.Data.Caching;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Training.Timing;

namespace ResNetFlowers.Tests.Training;

/// <summary>Where photos come from, and when they go away, beside a run.</summary>
[Collection(ResumedRunCollection.Name)]
public sealed class CachedRunTests(ResumedRun run)
{
    [Theory]
    [InlineData(PhotoCaches.Ram, 0)]
    [InlineData(PhotoCaches.Disk, 8)]
    public void ARunWithACacheLeavesTheSameBytes(string kind, int workers)
    {
        TrainOptions options = run.Options("everything") with { Cache = kind, CacheDir = run.Beside("cache"), Workers = workers };
        run.RequireSame("everything", new Trainer(options with { Out = run.Beside($"cached-{kind}") }).Run(new RecordingObserver()));
    }

    [Fact]
    public void ARunMayGoOnWithAnotherCache()
    {
        string folder = run.Beside("cached-later");
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { AfterBatch = batch => { if (batch == 6) cancellation.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => new Trainer(run.Options("plain") with { Out = folder }).Run(observer, cancellation.Token));
        TrainResult resumed = Trainer.Resume(folder, [new GivenOption(OptionTable.Find("cache")!, "ram")]).Run(new RecordingObserver());
        run.RequireSame("plain", resumed);
        Assert.Equal([false, true, true], resumed.Epochs.Select(epoch => epoch.Timing is not null));
    }

    [Fact]
    public void PhotosThatVanishAreLeftOutAndNamed()
    {
        string data = TinyPhotos.Split(run.Beside("vanishing"), classes: 3, train: 6, val: 3);
        string[] vanishing = [Path.Combine(data, "train", "roses", "02.png"), Path.Combine(data, "val", "tulips", "01.png")];
        var observer = new RecordingObserver { AfterEpoch = _ => Array.ForEach(vanishing, File.Delete) };
        TrainResult result = new Trainer(run.Options("plain") with { Data = data, Epochs = 2, Out = run.Beside("vanished") }).Run(observer);
        Assert.Equal((2, 2), (result.Epochs.Count, result.SkippedPhotos));
        Assert.Equal(vanishing.Select(path => (path, "no such file")), observer.Skipped.OrderBy(skipped => skipped.Path, StringComparer.Ordinal));
    }

    [Fact]
    public void EveryEpochSaysWhereItsTimeWent()
    {
        TrainResult result = new Trainer(run.Options("plain") with { Out = run.Beside("timed") }).Run(new RecordingObserver());
        Assert.All(result.Epochs, epoch =>
        {
            EpochTiming timing = epoch.Timing!;
            foreach (double part in new[] { timing.Data, timing.Forward, timing.Backward, timing.Step, timing.Validation }) Assert.InRange(part, 1e-6, epoch.Seconds);
            Assert.InRange(timing.Total, epoch.Seconds / 2, epoch.Seconds);
            Assert.InRange(timing.WaitShare, 0, 1);
        });
    }
}
