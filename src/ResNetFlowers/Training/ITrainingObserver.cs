namespace ResNetFlowers.Training;

/// <summary>What is about to be trained.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Device">Where it runs.</param>
/// <param name="Threads">CPU threads of libtorch.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="TrainImages">Training photos.</param>
/// <param name="ValImages">Validation photos.</param>
/// <param name="Parameters">Numbers that are learned.</param>
/// <param name="Options">Everything asked for.</param>
public sealed record TrainingPlan(
    string Folder, string Device, int Threads, IReadOnlyList<string> Classes, int TrainImages, int ValImages, long Parameters, TrainOptions Options);

/// <summary>Part of an epoch.</summary>
public enum TrainingPhase
{
    /// <summary>Learning.</summary>
    Train,

    /// <summary>Measuring on the validation photos.</summary>
    Validate,
}

/// <summary>Watches a training run. Calls come from the training thread, in order; <see cref="OnSkipped"/> may come from any.</summary>
public interface ITrainingObserver
{
    /// <summary>Everything is ready; the first epoch begins.</summary>
    void OnStart(TrainingPlan plan);

    /// <summary>A phase of an epoch begins.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="phase">Which.</param>
    /// <param name="images">Photos it will look at.</param>
    void OnPhase(int epoch, TrainingPhase phase, int images);

    /// <summary>Photos of the present phase are done.</summary>
    /// <param name="images">How many, since the last call.</param>
    void OnProgress(int images);

    /// <summary>An epoch is done and saved.</summary>
    void OnEpoch(EpochResult result);

    /// <summary>A photo could not be read and is left out.</summary>
    void OnSkipped(string path, string reason);
}
