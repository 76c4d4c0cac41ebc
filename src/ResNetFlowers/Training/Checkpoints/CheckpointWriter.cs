using ResNetFlowers.Models;
using ResNetFlowers.Training.Optimization;
using TorchSharp.Modules;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>
/// Writes the checkpoints of a run, one after another. Beside means: what is saved is copied at once and written while the training goes
/// on, which pays where another device trains, for a file takes longer to reach the disk than that device takes for a small epoch; on the
/// CPU the copies would only take memory.
/// </summary>
/// <param name="beside">Whether to write beside the training.</param>
internal sealed class CheckpointWriter(bool beside)
{
    private Task _writing = Task.CompletedTask;

    /// <summary>
    /// Saves what <see cref="CheckpointFile.Save"/> does, when the file before it is whole, and calls <paramref name="written"/> when this
    /// one is, on any thread.
    /// </summary>
    /// <exception cref="InputException">This file cannot be written, or the one before it could not.</exception>
    public void Save(
        string path, Checkpoint checkpoint, ResNet model, OptimizerHelper optimizer, WeightAverage? average, TrainingState state, Action written)
    {
        Wait();
        if (!beside)
        {
            CheckpointFile.Save(path, checkpoint, model, optimizer, average, state);
            written();
            return;
        }

        Action write = CheckpointFile.Snapshot(path, checkpoint, model, optimizer, average, state);
        _writing = Task.Run(() =>
        {
            write();
            written();
        });
    }

    /// <summary>Waits until the last file is whole.</summary>
    /// <exception cref="InputException">It could not be written.</exception>
    public void Wait()
    {
        Task writing = _writing;
        _writing = Task.CompletedTask;
        writing.GetAwaiter().GetResult();
    }

    /// <summary>As <see cref="Wait"/>, for a run that has failed: why the file could not be written is of no interest any more.</summary>
    public void Abandon() => Task.WaitAny(_writing);
}
