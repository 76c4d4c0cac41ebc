using ResNetFlowers.Training.Runs;
using ResNetFlowers.Weights;
using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Training;

/// <summary>Part of an epoch.</summary>
public enum TrainingPhase
{
    /// <summary>Learning.</summary>
    Train,

    /// <summary>Measuring on the validation photos.</summary>
    Validate,

    /// <summary>Behind the last epoch: keeping what the best weights see in the training photos.</summary>
    Neighbours,
}

/// <summary>
/// Watches a training run: implement what is of interest, the rest does nothing. Calls come from the training thread, in order;
/// <see cref="OnSkipped"/> may come from any.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>Weights are about to be fetched from an address.</summary>
    void OnFetching(WeightSource source)
    {
    }

    /// <summary>A piece of them has come; may be called from any thread.</summary>
    void OnFetched(DownloadProgress progress)
    {
    }

    /// <summary>Everything is ready; the first epoch begins.</summary>
    void OnStart(TrainingPlan plan)
    {
    }

    /// <summary>A phase of an epoch begins.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="phase">Which.</param>
    /// <param name="images">Photos it will look at.</param>
    void OnPhase(int epoch, TrainingPhase phase, int images)
    {
    }

    /// <summary>Photos of the present phase are done.</summary>
    /// <param name="images">How many, since the last call.</param>
    void OnProgress(int images)
    {
    }

    /// <summary>What the photos of the present epoch that have been learned from add up to.</summary>
    /// <param name="figures">
    /// At most four times a second, and when the last photo is done. A device that works ahead of the program tells them a little late.
    /// </param>
    void OnFigures(TrainingFigures figures)
    {
    }

    /// <summary>From here on more is learned than before, starting from the best weights so far.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="learned">What is learned now.</param>
    void OnUnfreeze(int epoch, IReadOnlyList<LearnedParameter> learned)
    {
    }

    /// <summary>An epoch is done and saved.</summary>
    void OnEpoch(EpochResult result)
    {
    }

    /// <summary>Something that a person should know before the run begins, in one line.</summary>
    void OnWarning(string message)
    {
    }

    /// <summary>A photo could not be read and is left out.</summary>
    void OnSkipped(string path, string reason)
    {
    }

    /// <summary>The run is done; nothing comes after this.</summary>
    void OnEnd(TrainResult result)
    {
    }

    /// <summary>The run was cancelled, and is saved where it had begun; nothing comes after this.</summary>
    void OnInterrupted()
    {
    }

    /// <summary>The run cannot go on; nothing comes after this.</summary>
    /// <param name="message">Why, and the mend, in one line.</param>
    void OnFailed(string message)
    {
    }
}
