using ResNetFlowers.Training.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Learning;

public class TrainingMeterTests
{
    [Fact]
    public void TheLossIsTheMeanOverPhotosNotBatches()
    {
        using var meter = new TrainingMeter(CPU, new MeterSums(0, 0, 0));
        using (NewDisposeScope())
        {
            meter.Add(tensor(1f), tensor(2L), 3);
            meter.Add(tensor(5f), tensor(0L), 1);
        }

        MeterSums sums = meter.Read();
        Assert.Equal(new MeterSums(4, 3 * 1 + 5, 2), sums);
        Assert.Equal((2, 0.5), (sums.MeanLoss, sums.Accuracy));
    }

    [Fact]
    public void SumsThatAreAskedForComeOnceAndAsTheyWere()
    {
        using var meter = new TrainingMeter(CPU, new MeterSums(0, 0, 0));
        using DisposeScope scope = NewDisposeScope();
        Assert.Null(meter.TakeAnswer());

        meter.Add(tensor(1f), tensor(2L), 3);
        meter.Ask();
        meter.Add(tensor(5f), tensor(0L), 1);
        meter.Ask();

        Assert.Equal(new MeterSums(3, 3, 2), meter.TakeAnswer());
        Assert.Null(meter.TakeAnswer());
    }
}
