using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Reports.Charts;

namespace ResNetFlowers.Tests.Reports.Charts;

public class AxisTests
{
    [Fact]
    public void TicksAreRound()
    {
        Assert.Equal([0, 0.5, 1, 1.5, 2, 2.5], new Axis(0, 2.5, 0, 100).Ticks(6));
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1], new Axis(0, 1, 0, 100).Ticks(6));
        Assert.Equal([5, 10, 15, 20, 25, 30, 35, 40], new Axis(1, 40, 0, 100).Ticks(10));
    }

    [Fact]
    public void EpochsAreWhole() => Assert.Equal([1, 2, 3], new Axis(1, 3, 0, 100).Ticks(10, smallestStep: 1));

    [Fact]
    public void NumbersLieInProportion()
    {
        var axis = new Axis(0, 4, From: 200, To: 100);
        Assert.Equal([200, 175, 100], new[] { 0.0, 1, 4 }.Select(axis.At));
    }

    [Fact]
    public void WhatIsNotFiniteIsNotLookedAt() =>
        Assert.Equal((0, 2), Ends(Axis.Around([double.NaN, 1.9, double.PositiveInfinity], fromZero: true, 0, 1)));

    [Fact]
    public void WithoutNumbersThereIsStillAnAxis() => Assert.Equal((0, 1), Ends(Axis.Around([], fromZero: true, 0, 1)));

    [Fact]
    public void TicksLieWithinAndAreNeitherManyNorNone() => Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), Gen.Choose(2, 12).ToArbitrary(), (thousandths, most) =>
    {
        var axis = new Axis(0, thousandths / 1000.0, 0, 1);
        IReadOnlyList<double> ticks = axis.Ticks(most);
        return ticks.Count >= 1 && ticks.Count <= most && ticks.All(tick => tick >= 0 && tick <= axis.High * (1 + 1e-9));
    }).QuickCheckThrowOnFailure();

    private static (double, double) Ends(Axis axis) => (axis.Low, axis.High);
}
