using ResNetFlowers.Training;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training;

public class TrainingMeterTests
{
    [Fact]
    public void TheLossIsTheMeanOverPhotosNotBatches()
    {
        using var meter = new TrainingMeterTensors(CPU);
        using (NewDisposeScope())
        {
            Tensor right = tensor([2f, 1f, 2f, 1f, 2f, 1f]).reshape(3, 2);
            meter.Add(tensor(1f), right, tensor([0L, 0, 1]));
            meter.Add(tensor(5f), right.narrow(0, 0, 1), tensor([1L]));
        }

        Assert.Equal(new TrainingMeter(4, (3 * 1 + 5) / 4.0, 2 / 4.0), meter.Read());
    }
}
