using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Tests.Metrics;

public class ConfidenceIntervalTests
{
    /// <summary>Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void IsThePublishedOne(int hits, int total, double low, double high)
    {
        var interval = ConfidenceInterval.Wilson(hits, total);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void HoldsTheShareAndStaysWithinOne() => Prop.ForAll(Gen.Choose(1, 5000).ToArbitrary(), Gen.Choose(0, 5000).ToArbitrary(), (total, other) =>
    {
        int hits = Math.Min(other, total);
        var interval = ConfidenceInterval.Wilson(hits, total);
        var misses = ConfidenceInterval.Wilson(total - hits, total);
        return interval.Low >= 0 && interval.High <= 1 && interval.Low <= (double)hits / total && (double)hits / total <= interval.High
            && Math.Abs(interval.Low - (1 - misses.High)) < 1e-12;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void OfNothingNothingIsKnown() => Assert.Equal(new ConfidenceInterval(0, 1), ConfidenceInterval.Wilson(0, 0));

    [Fact]
    public void MoreHitsThanPhotosAreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceInterval.Wilson(3, 2));
}
