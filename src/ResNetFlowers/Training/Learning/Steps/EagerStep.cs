using ResNetFlowers.Training.Optimization;
using ResNetFlowers.Training.Timing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning.Steps;

/// <summary>Hands the device one operator after the other.</summary>
/// <param name="work">The step's parts.</param>
/// <param name="optimizer">What changes the weights.</param>
/// <param name="average">Their average; null where none is kept.</param>
internal sealed class EagerStep(StepWork work, OptimizerHelper optimizer, WeightAverage? average) : ILearningStep
{
    public void Learn(StepInput input, double share, TrainingMeter meter, EpochClock clock)
    {
        (Tensor loss, Tensor hits) = work.Forward(input);
        meter.Add(loss, hits, input.Count);
        clock.Lap(EpochPart.Forward);
        (share == 1 ? loss : loss * share).backward();
        clock.Lap(EpochPart.Backward);
    }

    public void Finish(double lr)
    {
        optimizer.SetLearningRate(lr);
        work.Clip();
        using (NewDisposeScope()) optimizer.step();
        // Now, and not before the next ones come: photos of the next batch may have their memory meanwhile.
        work.ZeroGradients();
        average?.Update();
    }

    public void Dispose()
    {
    }
}
