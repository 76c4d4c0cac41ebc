using ResNetFlowers.Training.Optimization;

namespace ResNetFlowers.Tests.Training.Optimization;

/// <summary>When a run ends early.</summary>
public class EarlyStoppingTests
{
    [Fact]
    public void ItEndsAfterSoManyEpochsWithoutANewBest()
    {
        var stopping = new EarlyStopping(patience: 3);
        Assert.Equal([false, false, false, true, true], Enumerable.Range(4, 5).Select(epoch => stopping.EndsAfter(bestEpoch: 4, epoch)));
    }

    [Fact]
    public void ARunThatGetsBetterEveryEpochGoesOn()
    {
        var stopping = new EarlyStopping(patience: 1);
        Assert.All(Enumerable.Range(1, 9), epoch => Assert.False(stopping.EndsAfter(epoch, epoch)));
    }

    [Fact]
    public void NoPatienceIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(0));
}
