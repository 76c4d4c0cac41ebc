using System.Diagnostics;
using ResNetFlowers.Training.Timing;

namespace ResNetFlowers.Tests.Training.Timing;

public class EpochClockTests
{
    [Fact]
    public void EveryPartGetsItsOwnTimeAndAllOfItIsGivenOut()
    {
        long start = Stopwatch.GetTimestamp();
        var clock = new EpochClock();
        Thread.Sleep(20);
        clock.Lap(EpochPart.Data);
        clock.Lap(EpochPart.Forward);
        Thread.Sleep(40);
        clock.Lap(EpochPart.Backward);
        Thread.Sleep(20);
        clock.Lap(EpochPart.Data);
        double all = Stopwatch.GetElapsedTime(start).TotalSeconds;

        EpochTiming timing = clock.Read();
        Assert.InRange(timing.Data, 0.035, all - 0.035);
        Assert.InRange(timing.Backward, 0.035, all - 0.035);
        Assert.Equal((0, 0, 0), (timing.Step, timing.Validation, timing.Other));
        Assert.InRange(timing.Total, timing.Data + timing.Backward, all);
        Assert.Equal(timing.Data / timing.Total, timing.WaitShare, precision: 9);
    }

    [Fact]
    public void WhoDidNothingDidNotWait() => Assert.Equal(0, new EpochClock().Read().WaitShare);
}
