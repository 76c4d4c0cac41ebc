using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Timing;

namespace ResNetFlowers.Tests.Training.Timing;

public class LoadingAdviceTests
{
    [Theory]
    [InlineData(38, "none", null, "waited for photos 38% of the time; try --cache ram, or disk, to decode each photo once")]
    [InlineData(38, "none", 2, "waited for photos 38% of the time; try --cache ram, or disk, to decode each photo once; or --workers 8 to prepare more of them at once")]
    [InlineData(38, "none", 8, "waited for photos 38% of the time; try --cache ram, or disk, to decode each photo once")]
    [InlineData(38, "disk", 0, "waited for photos 38% of the time; try --workers 8 to prepare more of them at once")]
    [InlineData(38, "ram", null, "waited for photos 38% of the time; try smaller photos, or another --augment")]
    [InlineData(10, "ram", 16, "waited for photos 10% of the time; try smaller photos, or another --augment")]
    [InlineData(9, "none", 0, null)]
    [InlineData(0, "none", 0, null)]
    public void ItFitsWhatIsNotDoneYet(int waited, string cache, int? workers, string? advice)
    {
        double left = 100 - waited;
        var timing = new EpochTiming(Data: waited, Forward: left / 4, Backward: left / 2, Step: left / 4, Validation: 500, Other: 500);
        Assert.Equal(advice, LoadingAdvice.For(timing, new TrainOptions { Cache = cache, Workers = workers }, cores: 8));
    }

    [Fact]
    public void LessThanASecondIsNotWorthAWord() =>
        Assert.Null(LoadingAdvice.For(new EpochTiming(0.99, 0, 0, 0, 0, 0), new TrainOptions(), cores: 8));
}
