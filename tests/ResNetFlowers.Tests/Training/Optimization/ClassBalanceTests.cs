using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Training.Optimization;

namespace ResNetFlowers.Tests.Training.Optimization;

/// <summary>Weights of classes of different size.</summary>
public class ClassBalanceTests
{
    [Fact]
    public void WeightsAreScikitLearns() => Assert.Equal([10 / (3.0 * 5), 10 / (3.0 * 4), 10 / (3.0 * 1)], ClassBalance.Weights([5, 4, 1]));

    [Fact]
    public void EveryClassWeighsAlikeAndAPhotoOneOnAverage() => Prop.ForAll(
        Gen.Choose(1, 100_000).NonEmptyListOf().ToArbitrary(),
        counts =>
        {
            double share = counts.Sum() / (double)counts.Count;
            Assert.All(ClassBalance.Weights([.. counts]).Zip(counts), pair => Assert.Equal(share, pair.First * pair.Second, 1e-9 * share));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AClassWithoutPhotoIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => ClassBalance.Weights([3, 0]));
}
