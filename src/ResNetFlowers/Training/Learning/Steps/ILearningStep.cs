using ResNetFlowers.Training.Timing;

namespace ResNetFlowers.Training.Learning.Steps;

/// <summary>How a step is done: batches one by one, then the change of the weights.</summary>
internal interface ILearningStep : IDisposable
{
    /// <summary>Takes a batch in.</summary>
    /// <param name="input">The photos; stay the caller's.</param>
    /// <param name="share">Their share of the step's photos, in (0, 1].</param>
    /// <param name="meter">Receives loss and hits, at the latest by the end of the step.</param>
    /// <param name="clock">Receives the time of either way through the network.</param>
    void Learn(StepInput input, double share, TrainingMeter meter, EpochClock clock);

    /// <summary>Changes the weights by the batches that were taken in.</summary>
    /// <param name="lr">The learning rate.</param>
    void Finish(double lr);
}
