using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;

namespace ResNetFlowers.Tests.Data.Loading;

/// <summary>Which samples an epoch takes.</summary>
public class SampleOrderTests
{
    [Fact]
    public void TheShuffledOrderOfASeedAndAnEpochStaysWhatItIs()
    {
        Sample[] samples = Samples(11);

        Assert.Equal([8, 6, 9, 2, 7, 10, 4, 0, 1, 5, 3], SampleOrder.Shuffled.Draw(samples, seed: 0, epoch: 1));
        Assert.Equal([7, 0, 1, 4, 9, 2, 8, 5, 10, 6, 3], SampleOrder.Shuffled.Draw(samples, seed: 5, epoch: 2));
    }

    [Fact]
    public void TheSequentialOrderIsTheLists() => Assert.Equal([0, 1, 2, 3], SampleOrder.Sequential.Draw(Samples(4), seed: 7, epoch: 3));

    [Fact]
    public void AnyEpochHasAsManySamplesAsTheList() => Prop.ForAll(
        (from counts in Gen.Choose(0, 9).ListOf(4)
         where counts.Any(count => count > 0)
         from seed in Gen.Choose(0, 1000)
         from epoch in Gen.Choose(1, 9)
         select (Samples: Samples([.. counts]), seed, epoch)).ToArbitrary(),
        drawn =>
        {
            int[] all = [.. Enumerable.Range(0, drawn.Samples.Length)];
            Assert.Equal(all, SampleOrder.Shuffled.Draw(drawn.Samples, drawn.seed, drawn.epoch).Order());
            int[] balanced = SampleOrder.Balanced.Draw(drawn.Samples, drawn.seed, drawn.epoch);
            Assert.Equal(drawn.Samples.Length, balanced.Length);
            Assert.Empty(balanced.Except(all));
            Assert.Equal(balanced, SampleOrder.Balanced.Draw(drawn.Samples, drawn.seed, drawn.epoch));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ABalancedEpochTakesEveryClassAndEveryPhotoOfAClassEquallyOften()
    {
        // The class 2 has no photo; the others 9000, 900 and 100.
        Sample[] samples = Samples(9000, 900, 0, 100);

        int[] drawn = SampleOrder.Balanced.Draw(samples, seed: 3, epoch: 1);

        // Five standard deviations of a binomial count.
        double spread = 5 * Math.Sqrt(10000 * (1 / 3.0) * (2 / 3.0));
        Dictionary<int, int> classes = drawn.CountBy(index => samples[index].Label).ToDictionary();
        Assert.Equal([0, 1, 3], classes.Keys.Order());
        Assert.All(classes.Values, count => Assert.InRange(count, 10000 / 3.0 - spread, 10000 / 3.0 + spread));
        Dictionary<int, int> rare = drawn.Where(index => samples[index].Label == 3).CountBy(index => index).ToDictionary();
        Assert.Equal(100, rare.Count);
        Assert.All(rare.Values, count => Assert.InRange(count, 33 - 5 * Math.Sqrt(33), 33 + 5 * Math.Sqrt(33)));
        Assert.NotEqual(drawn, SampleOrder.Balanced.Draw(samples, seed: 3, epoch: 2));
        Assert.NotEqual(drawn, SampleOrder.Balanced.Draw(samples, seed: 4, epoch: 1));
    }

    [Fact]
    public void AnotherOrderIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((SampleOrder)7).Draw(Samples(1), seed: 0, epoch: 1));

    private static Sample[] Samples(params int[] counts) =>
        [.. counts.SelectMany((count, label) => Enumerable.Range(0, count).Select(number => new Sample($"{label}/{number}.jpg", label)))];
}
