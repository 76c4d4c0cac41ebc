using ResNetFlowers.Training.Learning;

namespace ResNetFlowers.Tests.Training.Learning;

public class PaceTests
{
    [Fact]
    public void ItIsTimeAtOnceAndThenAfterEachInterval()
    {
        var time = new Clock();
        var pace = new Pace(TimeSpan.FromSeconds(1), time);
        Assert.Equal(
            [true, false, false, true, false, true],
            new[] { 0, 0.5, 0.4, 0.1, 0.9, 5 }.Select(seconds =>
            {
                time.Seconds += seconds;
                return pace.IsDue();
            }));
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => (long)Math.Round(Seconds * TimestampFrequency);
    }
}
