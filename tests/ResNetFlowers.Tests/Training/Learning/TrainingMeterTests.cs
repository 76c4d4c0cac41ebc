using ResNetFlowers.Training.Learning;
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
            Tensor right = tensor([2f, 1f, 2f, 1f, 2f, 1f]).reshape(3, 2);
            meter.Add(tensor(1f), right, tensor([0L, 0, 1]));
            meter.Add(tensor(5f), right.narrow(0, 0, 1), tensor([1L]));
        }

        MeterSums sums = meter.Read();
        Assert.Equal(new MeterSums(4, 3 * 1 + 5, 2), sums);
        Assert.Equal((2, 0.5), (sums.MeanLoss, sums.Accuracy));
    }
}
