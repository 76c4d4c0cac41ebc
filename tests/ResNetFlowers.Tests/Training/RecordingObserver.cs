using ResNetFlowers.Training;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Weights;
using ResNetFlowers.Weights.Download;
using TorchSharp;

namespace ResNetFlowers.Tests.Training;

/// <summary>Keeps what a training run tells.</summary>
internal sealed class RecordingObserver : ITrainingObserver
{
    public List<TrainingPlan> Plans { get; } = [];

    public List<(int Epoch, TrainingPhase Phase, int Images)> Phases { get; } = [];

    /// <summary>Photos of each step of each phase, and the live tensors after it.</summary>
    public List<(int Epoch, TrainingPhase Phase, int Images, long LiveTensors)> Steps { get; } = [];

    public List<EpochResult> Epochs { get; } = [];

    /// <summary>What each epoch was told to add up to, so far and in the end.</summary>
    public List<(int Epoch, TrainingFigures Figures)> Figures { get; } = [];

    public List<(string Path, string Reason)> Skipped { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>What to do after each epoch.</summary>
    public Action<EpochResult>? AfterEpoch { get; init; }

    /// <summary>What to do after each batch of a training phase, with its number in the run, from 1.</summary>
    public Action<int>? AfterBatch { get; init; }

    /// <summary>What to do where a phase begins.</summary>
    public Action<TrainingPhase>? AtPhase { get; init; }

    /// <summary>The epochs from which more was learned, and how many tensors.</summary>
    public List<(int Epoch, int Tensors)> Unfrozen { get; } = [];

    public void OnFetching(WeightSource source)
    {
    }

    public void OnFetched(DownloadProgress progress)
    {
    }

    public void OnUnfreeze(int epoch, IReadOnlyList<LearnedParameter> learned) => Unfrozen.Add((epoch, learned.Count));

    public void OnStart(TrainingPlan plan) => Plans.Add(plan);

    public void OnPhase(int epoch, TrainingPhase phase, int images)
    {
        Phases.Add((epoch, phase, images));
        AtPhase?.Invoke(phase);
    }

    public void OnProgress(int images)
    {
        Steps.Add((Phases[^1].Epoch, Phases[^1].Phase, images, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount));
        if (Phases[^1].Phase == TrainingPhase.Train) AfterBatch?.Invoke(Steps.Count(step => step.Phase == TrainingPhase.Train));
    }

    public void OnFigures(TrainingFigures figures) => Figures.Add((Phases[^1].Epoch, figures));

    public void OnEpoch(EpochResult result)
    {
        Epochs.Add(result);
        AfterEpoch?.Invoke(result);
    }

    public void OnWarning(string message) => Warnings.Add(message);

    public void OnSkipped(string path, string reason)
    {
        lock (Skipped) Skipped.Add((path, reason));
    }
}
