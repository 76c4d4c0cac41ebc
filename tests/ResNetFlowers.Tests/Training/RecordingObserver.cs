using ResNetFlowers.Training;
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

    public List<(string Path, string Reason)> Skipped { get; } = [];

    /// <summary>What to do after each epoch.</summary>
    public Action<EpochResult>? AfterEpoch { get; init; }

    public void OnStart(TrainingPlan plan) => Plans.Add(plan);

    public void OnPhase(int epoch, TrainingPhase phase, int images) => Phases.Add((epoch, phase, images));

    public void OnProgress(int images) =>
        Steps.Add((Phases[^1].Epoch, Phases[^1].Phase, images, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount));

    public void OnEpoch(EpochResult result)
    {
        Epochs.Add(result);
        AfterEpoch?.Invoke(result);
    }

    public void OnSkipped(string path, string reason)
    {
        lock (Skipped) Skipped.Add((path, reason));
    }
}
