using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Training.Runs;

/// <summary>The runs in a folder.</summary>
/// <param name="Runs">Those that are whole, the highest validation accuracy first.</param>
/// <param name="Damaged">Those that are not, by name.</param>
public sealed record RunList(IReadOnlyList<RunSummary> Runs, IReadOnlyList<DamagedRun> Damaged)
{
    /// <summary>Looks at every run in a folder; no weights are read.</summary>
    /// <param name="parent">The folder that holds the runs' folders; what else is in there is passed over.</param>
    /// <exception cref="InputException">There is no such folder.</exception>
    public static RunList In(string parent)
    {
        if (!Directory.Exists(parent)) throw new InputException($"--runs {parent}: no such folder; give the folder that holds the folders of runs");
        var runs = new List<RunSummary>();
        var damaged = new List<DamagedRun>();
        foreach (string folder in Directory.EnumerateDirectories(parent).Order(StringComparer.Ordinal).Where(IsRun))
        {
            try
            {
                runs.Add(Read(folder));
            }
            catch (Exception exception) when (exception is InputException or IOException or UnauthorizedAccessException)
            {
                damaged.Add(new DamagedRun(folder, exception.Message));
            }
        }

        return new RunList([.. runs.OrderByDescending(run => run.Best?.ValAccuracy ?? -1)], damaged);
    }

    private static bool IsRun(string folder) =>
        new[] { RunFolder.OptionsName, RunFolder.LastFile, RunFolder.BestFile }.Any(file => File.Exists(Path.Combine(folder, file)));

    private static RunSummary Read(string folder)
    {
        bool isRunning = RunLock.IsHeld(folder);
        string last = Path.Combine(folder, RunFolder.LastFile);
        if (!File.Exists(last)) return JustBegun(folder, isRunning);
        using CheckpointFile file = CheckpointFile.Open(last);
        TrainingState state = file.State;
        TrainOptions options = OptionsFile.Apply(new TrainOptions(), OptionsFile.Read(state.Options, last), last);
        // Between the two writes of an epoch the table is a line ahead of the checkpoint.
        List<EpochResult> epochs = ResultsFile.Read(Path.Combine(folder, RunFolder.ResultsName), state.Epochs);
        return new RunSummary
        {
            Folder = folder,
            Arch = file.Checkpoint.Arch,
            ImageSize = file.Checkpoint.ImageSize,
            Epochs = state.Epochs,
            PlannedEpochs = options.Epochs,
            Best = state.BestEpoch > 0 ? epochs[state.BestEpoch - 1] : null,
            Time = File.GetLastWriteTime(last),
            State = isRunning ? RunState.Running : RunEnd.IsReached(options, state) ? RunState.Finished : RunState.Interrupted,
        };
    }

    private static RunSummary JustBegun(string folder, bool isRunning)
    {
        string path = Path.Combine(folder, RunFolder.OptionsName);
        TrainOptions options = OptionsFile.Apply(new TrainOptions(), OptionsFile.Open(path, path), path);
        return new RunSummary
        {
            Folder = folder,
            Arch = options.Arch,
            ImageSize = options.ImageSize,
            Epochs = 0,
            PlannedEpochs = options.Epochs,
            Time = File.GetLastWriteTime(path),
            State = isRunning ? RunState.Running : RunState.Interrupted,
        };
    }
}
