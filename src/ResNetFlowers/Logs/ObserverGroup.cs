using ResNetFlowers.Training;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Weights;
using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Logs;

/// <summary>Several observers as one; each is told in their order.</summary>
internal sealed class ObserverGroup(IReadOnlyList<ITrainingObserver> observers) : ITrainingObserver
{
    public void OnFetching(WeightSource source) => Tell(observer => observer.OnFetching(source));

    public void OnFetched(DownloadProgress progress) => Tell(observer => observer.OnFetched(progress));

    public void OnStart(TrainingPlan plan) => Tell(observer => observer.OnStart(plan));

    public void OnPhase(int epoch, TrainingPhase phase, int images) => Tell(observer => observer.OnPhase(epoch, phase, images));

    public void OnProgress(int images) => Tell(observer => observer.OnProgress(images));

    public void OnFigures(TrainingFigures figures) => Tell(observer => observer.OnFigures(figures));

    public void OnUnfreeze(int epoch, IReadOnlyList<LearnedParameter> learned) => Tell(observer => observer.OnUnfreeze(epoch, learned));

    public void OnEpoch(EpochResult result) => Tell(observer => observer.OnEpoch(result));

    public void OnWarning(string message) => Tell(observer => observer.OnWarning(message));

    public void OnSkipped(string path, string reason) => Tell(observer => observer.OnSkipped(path, reason));

    public void OnEnd(TrainResult result) => Tell(observer => observer.OnEnd(result));

    public void OnInterrupted() => Tell(observer => observer.OnInterrupted());

    public void OnFailed(string message) => Tell(observer => observer.OnFailed(message));

    private void Tell(Action<ITrainingObserver> tell)
    {
        foreach (ITrainingObserver observer in observers) tell(observer);
    }
}
