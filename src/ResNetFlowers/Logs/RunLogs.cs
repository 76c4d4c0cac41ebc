using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Logs;

/// <summary>
/// The logs of a run that other programs read, as its options want them: let the trainer tell <see cref="Observer"/>, and dispose this when
/// the run has ended.
/// </summary>
public sealed class RunLogs : IDisposable
{
    private readonly JsonLinesLog? _json;
    private readonly TensorBoardLog? _tensorBoard;

    /// <summary>Opens the logs.</summary>
    /// <param name="options">The run's.</param>
    /// <param name="observer">Who else is told, before the logs.</param>
    /// <exception cref="InputException">A log cannot be written.</exception>
    public RunLogs(TrainOptions options, ITrainingObserver observer)
    {
        _json = options.LogJson is { } path ? new JsonLinesLog(path) : null;
        _tensorBoard = options.Tensorboard ? new TensorBoardLog() : null;
        Observer = new ObserverGroup([.. new ITrainingObserver?[] { observer, _json, _tensorBoard }.OfType<ITrainingObserver>()]);
    }

    /// <summary>Tells the run's own observer and every log.</summary>
    public ITrainingObserver Observer { get; }

    /// <summary>Closes the logs.</summary>
    public void Dispose()
    {
        _json?.Dispose();
        _tensorBoard?.Dispose();
    }
}
