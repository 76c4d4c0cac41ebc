using System.Globalization;
using ResNetFlowers.Training;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>Shows a training run: what it is, a bar for each phase, a line for each epoch.</summary>
/// <param name="screen">Where to.</param>
/// <param name="quiet">Keeps stdout free: the lines go to stderr.</param>
internal sealed class TrainingView(Screen screen, bool quiet) : ITrainingObserver, IDisposable
{
    private ProgressBar? _bar;
    private int _epochs;
    private int _finished;
    private string _folder = "";

    public void OnStart(TrainingPlan plan)
    {
        _folder = plan.Folder;
        _epochs = plan.Options.Epochs;
        string threads = plan.Device == "cpu" ? $" with {plan.Threads} threads" : "";
        Line($"{plan.Options.Arch}, {plan.Parameters.ToString("n0", CultureInfo.InvariantCulture)} parameters, on {plan.Device}{threads}");
        Line($"{plan.TrainImages} photos to learn from, {plan.ValImages} to check with, {plan.Classes.Count} classes: {string.Join(", ", plan.Classes)}");
        Line($"{plan.Options.Epochs} epoch{(plan.Options.Epochs == 1 ? "" : "s")}, batches of {plan.Options.BatchSize}, {plan.Options.ImageSize} px, into {plan.Folder}");
        Line("epoch      lr  train loss  train acc  val loss  val acc  img/s  seconds");
    }

    public void OnPhase(int epoch, TrainingPhase phase, int images)
    {
        _bar?.Dispose();
        _bar = new ProgressBar(screen, $"epoch {epoch}/{_epochs} {(phase == TrainingPhase.Train ? "train" : "val  ")}", images);
    }

    public void OnProgress(int images) => _bar?.Advance(images);

    public void OnEpoch(EpochResult result)
    {
        Dispose();
        _finished++;
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Epoch,5}  {result.Lr,6:g3}  {result.TrainLoss,10:f4}  {result.TrainAccuracy,9:f4}  {result.ValLoss,8:f4}  {result.ValAccuracy,7:f4}  {result.ImagesPerSecond,5:f1}  {result.Seconds,7:f1}{(result.IsBest ? "  best" : "")}"));
    }

    public void OnSkipped(string path, string reason) => screen.Note($"warning: {path}: {reason}; left out");

    /// <summary>The run was cancelled: says what is left of it.</summary>
    public void OnInterrupted()
    {
        Dispose();
        if (_finished > 0) screen.Note($"{_finished} finished epoch{(_finished == 1 ? "" : "s")} kept in {_folder}");
    }

    public void Dispose()
    {
        _bar?.Dispose();
        _bar = null;
    }

    private void Line(string line)
    {
        if (quiet) screen.Note(line);
        else screen.Say(line);
    }
}
