using ResNetFlowers.Benchmarks.Steps;
using ResNetFlowers.Training.Options;
using static TorchSharp.torch;

namespace ResNetFlowers.Benchmarks.Tests.Steps;

public class TrainingStepsTests
{
    private static readonly TrainOptions Small = new() { Arch = "resnet18", BatchSize = 4, ImageSize = 32 };

    [Fact]
    public void LearnsItsNoiseByHeart()
    {
        using var steps = new TrainingSteps(Small, classes: 3, CPU);
        Assert.Equal(4, steps.Run(TimeSpan.Zero));
        double first = steps.LossSum;
        const int More = 15;
        for (int step = 0; step < More; step++) steps.Run(TimeSpan.Zero);
        Assert.InRange((steps.LossSum - first) / More, 0, first / 2);
    }
}
