using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training;

/// <summary>How long a run is.</summary>
[Collection(ResumedRunCollection.Name)]
public sealed class LengthTests(ResumedRun run)
{
    [Fact]
    public void ARunThatDoesNotGetBetterEnds()
    {
        // Nothing is learned, so that the first epoch stays the best.
        TrainResult result = Run("patience", options => options with { Epochs = 10, Lr = 1e-30, Freeze = "backbone", Patience = 2 });
        Assert.Equal((1, 3), (result.BestEpoch, result.Epochs.Count));
        Assert.Equal("after epoch 3 of 10: no better validation accuracy in 2 epochs (--patience)", result.EndedBecause);
    }

    [Fact]
    public void TheTimeBudgetCutsThePlan()
    {
        TrainResult result = Run("budget", options => options with { Epochs = 1_000_000, TimeBudget = TimeSpan.FromMilliseconds(1) });
        Assert.Single(result.Epochs);
        Assert.Equal("after epoch 1 of 1000000: another does not fit into --time-budget 0.001s", result.EndedBecause);
    }

    [Fact]
    public void ATimeBudgetThatEndsBeforeTheUnfreezingSaysSo()
    {
        TrainResult result = Run("frozen", options => options with { Epochs = 5, Freeze = "backbone", UnfreezeAt = 3, TimeBudget = TimeSpan.FromMilliseconds(1) });
        Assert.StartsWith("after epoch 1 of 5, before --unfreeze-at 3: ", result.EndedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void AWholeRunHasNoReasonToEnd() => Assert.Null(Run("whole", options => options with { Epochs = 1 }).EndedBecause);

    [Theory]
    [InlineData(10, 1, 100, 3)]
    [InlineData(10, 1, 5, 1)]
    [InlineData(40, 2, 100, 2)]
    [InlineData(30, 2, 100, 3)]
    [InlineData(200, 1, 100, 1)]
    [InlineData(200, 1, 0, 3)]
    public void AnEpochIsPlannedWhereOneLikeTheLastFits(double seconds, int done, double budget, int planned)
    {
        var epochs = Enumerable.Range(1, done).Select(epoch => new EpochResult(epoch, 0.1, 1, 0, 1, 0, 0, 1, 1, seconds, IsBest: true)).ToList();
        Assert.Equal(planned, TimeBudget.PlannedEpochs(new TrainOptions { TimeBudget = TimeSpan.FromSeconds(budget) }, planned: 3, epochs));
    }

    [Fact]
    public void SmallerPicturesComeFirst()
    {
        var options = new TrainOptions { ImageSize = 96, StartScale = 2 / 3.0, GrowAt = 0.8 };
        Assert.Equal([64, 64, 64, 64, 96], Enumerable.Range(1, 5).Select(epoch => options.TrainSize(epoch, plannedEpochs: 5)));
        Assert.Equal(32, (options with { ImageSize = 40, StartScale = 0.1 }).StartSize());
        Assert.Equal(50, (options with { ImageSize = 50, StartScale = 1 }).StartSize());
        TrainResult result = Run("growing", small => small with { ImageSize = 64, StartScale = 0.5, Epochs = 2, GrowAt = 0.5 });
        Assert.Equal(2, result.Epochs.Count);
    }

    private TrainResult Run(string name, Func<TrainOptions, TrainOptions> change) =>
        new Trainer(change(run.Options("plain")) with { Out = run.Beside(name) }).Run(new RecordingObserver());
}
