using ResNetFlowers.Data;
using ResNetFlowers.Imaging;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Reports;

/// <summary>What a run's folder says of the run, beside its weights.</summary>
/// <param name="Checkpoint">The checkpoint's path.</param>
/// <param name="Folder">The run's folder.</param>
/// <param name="Options">Its options; null where there is no <c>options.yaml</c>.</param>
/// <param name="Train">The photos that it learned from.</param>
/// <param name="Val">The photos that it was checked with.</param>
internal sealed record RunSource(string Checkpoint, string Folder, TrainOptions? Options, ImageFolder Train, ImageFolder Val)
{
    /// <summary>How many pixels its photos may have.</summary>
    public long MaxPixels => Options?.MaxPixels ?? PixelLimit.Default;

    /// <summary>Finds a run and its photos.</summary>
    /// <exception cref="InputException">There is no such run, or its photos are not where it or <c>--data</c> says.</exception>
    public static RunSource Find(ReportOptions options)
    {
        string checkpoint = RunFolder.FindCheckpoint(options.Run, "RUN");
        if (!File.Exists(checkpoint)) throw new InputException($"RUN {checkpoint}: no such run; name a run's folder or its checkpoint, 'flowers runs' lists them");
        string folder = Path.GetDirectoryName(checkpoint) is { Length: > 0 } parent ? parent : ".";
        string file = Path.Combine(folder, RunFolder.OptionsName);
        TrainOptions? trained = File.Exists(file) ? OptionsFile.Apply(new TrainOptions(), OptionsFile.Open(file, file), file) : null;
        string data = options.Data ?? trained?.Data
            ?? throw new InputException($"{folder}: holds no {RunFolder.OptionsName}, which would say where its photos are; name their folder with --data");
        (ImageFolder train, ImageFolder val) = TrainingData.Find((trained ?? new TrainOptions()) with { Data = data });
        return new RunSource(checkpoint, folder, trained, train, val);
    }
}
