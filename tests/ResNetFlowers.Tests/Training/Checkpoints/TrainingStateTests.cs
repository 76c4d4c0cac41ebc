using ResNetFlowers.Formats;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Learning;

namespace ResNetFlowers.Tests.Training.Checkpoints;

/// <summary>What a checkpoint keeps to go on with.</summary>
public sealed class TrainingStateTests
{
    private static readonly TrainingState State = new()
    {
        Epochs = 4, Batches = 2, Sums = new MeterSums(64, 1d / 3, 21), BestEpoch = 3, BestAccuracy = 2d / 3, PlannedEpochs = 9, Options = "epochs: 9\n", Data = "of photos",
    };

    [Fact]
    public void ComesBackToTheLastBit() => Assert.Equal(State, TrainingState.From(new CheckpointFields("last.pth", State.ToDict())));

    [Theory]
    [InlineData("epochs", -1)]
    [InlineData("batches", -1)]
    [InlineData("planned_epochs", 0)]
    [InlineData("best_epoch", 5)]
    public void AnEntryThatCannotBeIsRefused(string key, long value)
    {
        DictValue damaged = State.ToDict();
        damaged[key] = value;
        InputException refused = Assert.Throws<InputException>(() => TrainingState.From(new CheckpointFields("last.pth", damaged)));
        Assert.StartsWith($"last.pth: is not a checkpoint of this program (its '{key}' is {value}); ", refused.Message, StringComparison.Ordinal);
    }
}
