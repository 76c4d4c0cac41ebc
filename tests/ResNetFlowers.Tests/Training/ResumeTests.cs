using ResNetFlowers.Training;

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
}
