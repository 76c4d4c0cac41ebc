using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training;

/// <summary>A run that is stopped and goes on ends as if it had not been stopped.</summary>
[Collection(ResumedRunCollection.Name)]
public sealed class ResumeTests(ResumedRun run)
{
    /// <summary>In and between the epochs, with a plain recipe and with every part of one at work (which takes a step every two batches).</summary>
    public static TheoryData<string, int> Stops => new()
    {
        { "plain", 1 }, { "plain", 4 }, { "plain", 6 }, { "plain", 11 }, { "plain", 12 },
        { "everything", 1 }, { "everything", 4 }, { "everything", 7 }, { "everything", 8 }, { "everything", 10 },
    };

    [Theory]
    [MemberData(nameof(Stops))]
    public void AStoppedRunEndsAsAnUninterruptedOne(string recipe, int afterBatch)
    {
        string folder = run.Beside($"{recipe}-{afterBatch}");
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { AfterBatch = batch => { if (batch == afterBatch) cancellation.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => new Trainer(run.Options(recipe) with { Out = folder }).Run(observer, cancellation.Token));
        TrainResult resumed = Trainer.Resume(folder, []).Run(new RecordingObserver());
        run.RequireSame(recipe, resumed);
    }

    [Fact]
    public void ARunThatWasKilledBeforeItKeptItsLastEpochAsBestKeepsItWhenGoingOn()
    {
        string folder = run.Beside("unkept");
        var trainer = new Trainer(run.Options("plain") with { Out = folder, Epochs = 1 });
        trainer.Run(new RecordingObserver());
        byte[] best = File.ReadAllBytes(Path.Combine(folder, "best.pth"));
        Assert.Contains("has done all of its 1 epochs", Assert.Throws<InputException>(() => Trainer.Resume(folder, [])).Message, StringComparison.Ordinal);

        File.Delete(Path.Combine(folder, "best.pth"));
        TrainResult result = Trainer.Resume(folder, []).Run(new RecordingObserver());
        Assert.Equal(1, result.BestEpoch);
        Assert.Equal(best, File.ReadAllBytes(Path.Combine(folder, "best.pth")));
    }

    [Fact]
    public void ARunThatWasStoppedWhileItLookedForNeighboursLooksAgain()
    {
        string folder = run.Beside("unindexed");
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { AtPhase = phase => { if (phase == TrainingPhase.Neighbours) cancellation.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => new Trainer(run.Options("plain") with { Out = folder }).Run(observer, cancellation.Token));
        Assert.False(File.Exists(Path.Combine(folder, "neighbours.safetensors")));
        TrainResult resumed = Trainer.Resume(folder, []).Run(new RecordingObserver());
        run.RequireSame("plain", resumed);
    }

    [Fact]
    public void WhatARunIsGivenWhenItGoesOnHoldsWhenItGoesOnAgain()
    {
        string folder = run.Beside("longer");
        new Trainer(run.Options("plain") with { Out = folder, Epochs = 1, Threads = 1 }).Run(new RecordingObserver());
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { AfterBatch = _ => cancellation.Cancel() };
        Trainer longer = Trainer.Resume(folder, [new GivenOption(OptionTable.Find("epochs")!, "2")]);
        Assert.Throws<OperationCanceledException>(() => longer.Run(observer, cancellation.Token));
        Assert.Equal(2, Trainer.Resume(folder, []).Run(new RecordingObserver()).Epochs.Count);
        TrainOptions written = OptionsResolver.Resolve(Path.Combine(folder, "options.yaml"), []);
        Assert.Equal((2, 1), (written.Epochs, written.Threads));
    }
}
