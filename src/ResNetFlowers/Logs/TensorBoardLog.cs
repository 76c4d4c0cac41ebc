using ResNetFlowers.Formats.TensorBoard;
using ResNetFlowers.Imaging;
using ResNetFlowers.Preview;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Logs;

/// <summary>
/// A run's options, its photos as it sees them, and its curves for TensorBoard, in the run's folder: <c>tensorboard --logdir runs</c> shows
/// all runs together.
/// </summary>
internal sealed class TensorBoardLog : ITrainingObserver, IDisposable
{
    private const int Photos = 5;
    private const int Epochs = 4;

    private EventFile? _file;

    public void OnStart(TrainingPlan plan)
    {
        _file = EventFile.Create(plan.Folder, plan.FirstEpoch);
        int step = plan.FirstEpoch - 1;
        _file.AddText(step, "options", $"```\n{OptionsFile.Write(plan.Options)}```\n");
        using SampleGrid? grid = SampleGrid.Draw(PhotoChoice.Draw(plan.Options.Data, plan.Options.Seed, plan.Options.Val), Photos, new PhotoViews(plan.Options, Epochs), plan.Options.ImageSize);
        if (grid is not null) _file.AddImage(step, "photos", grid.Picture.Width, grid.Picture.Height, ImageCodec.EncodePng(grid.Picture));
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
