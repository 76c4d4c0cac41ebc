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
    private bool _isDone = true;

    public void Learn(StepInput input, double share, TrainingMeter meter, EpochClock clock)
    {
        (Tensor loss, Tensor hits) = work.Forward(input);
        meter.Add(loss, hits, input.Count);
        clock.Lap(EpochPart.Forward);
        // Not before: the memory of the old gradients goes to the new ones at once, and not back to the system in between.
        if (_isDone) work.ZeroGradients();
        _isDone = false;
        (share == 1 ? loss : loss * share).backward();
        clock.Lap(EpochPart.Backward);
    }

    public void Finish(double lr)
    {
        optimizer.SetLearningRate(lr);
        work.Clip();
        using (NewDisposeScope()) optimizer.step();
        _isDone = true;
        average?.Update();
    }

    public void Dispose()
    {
    }
}
