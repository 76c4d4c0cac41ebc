using ResNetFlowers.Formats.TensorBoard;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Training.Logs;

/// <summary>A run's curves and options for TensorBoard, in the run's folder: <c>tensorboard --logdir runs</c> shows all runs together.</summary>
internal sealed class TensorBoardLog : ITrainingObserver, IDisposable
{
    private EventFile? _file;

    public void OnStart(TrainingPlan plan)
    {
        _file = EventFile.Create(plan.Folder, plan.FirstEpoch);
        _file.AddText(plan.FirstEpoch - 1, "options", $"```\n{OptionsFile.Write(plan.Options)}```\n");
    }

    public void OnEpoch(EpochResult result) => _file?.AddScalars(
        result.Epoch,
        ("loss/train", result.TrainLoss),
        ("loss/val", result.ValLoss),
        ("accuracy/train", result.TrainAccuracy),
        ("accuracy/val", result.ValAccuracy),
        ("learning_rate", result.Lr),
        ("images_per_second", result.ImagesPerSecond));

    public void Dispose() => _file?.Dispose();
}
