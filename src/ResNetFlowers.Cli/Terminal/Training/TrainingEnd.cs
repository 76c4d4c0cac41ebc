using System.Globalization;
using ResNetFlowers.Metrics;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Cli.Terminal.Training;

/// <summary>What a finished run says: how good it is, where everything lies, and what to type next.</summary>
internal static class TrainingEnd
{
    public static void Write(Screen screen, TrainResult result)
    {
        if (result.SkippedPhotos > 0) screen.Warn($"{result.SkippedPhotos} photos could not be read and were left out");
        if (result.EndedBecause is { } reason) screen.Say($"ended {reason}");
        screen.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"best: epoch {result.BestEpoch}, validation accuracy {result.BestAccuracy:f4}, in {Path.Combine(result.Folder, RunFolder.BestFile)}"));
        ConfidenceInterval interval = result.Best.ValInterval;
        screen.Say(string.Create(
            CultureInfo.InvariantCulture, $"95% interval of that accuracy, from {result.Best.ValImages} photos: {interval.Low:f4} to {interval.High:f4}"));
    }

    /// <summary>The files of the run, and the commands that go on from there.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="result">The run.</param>
    /// <param name="validation">What <c>eval</c> takes for the photos that it was checked with.</param>
    public static void WriteNext(Screen screen, TrainResult result, string validation)
    {
        if (screen.Level == Verbosity.Quiet) return;
        IEnumerable<string> files = Directory.EnumerateFiles(result.Folder).Select(file => Path.GetFileName(file)).Where(name => name[0] != '.').Order(StringComparer.Ordinal);
        screen.Say($"written to {result.Folder}: {string.Join(", ", files)}");
        string run = ShellWord.Quote(result.Folder);
        screen.Say($"next: flowers eval --checkpoint {run} --data {ShellWord.Quote(validation)}");
        screen.Say($"next: flowers predict PHOTO --checkpoint {run}");
    }
}
