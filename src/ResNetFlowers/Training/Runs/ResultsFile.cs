using System.Globalization;
using System.Text;

namespace ResNetFlowers.Training.Runs;

/// <summary><c>results.csv</c>: a line for each epoch.</summary>
internal static class ResultsFile
{
    // What older runs have, and what came later.
    private const string OldHeader = "epoch,lr,train_loss,train_acc,val_loss,val_acc,raw_val_acc,val_images,images_per_second,seconds";
    private const string Header = OldHeader + ",peak_memory_mib";

    /// <summary>Writes every epoch so far, whole or not at all.</summary>
    public static void Write(string path, IReadOnlyList<EpochResult> epochs)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (EpochResult row in epochs)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{row.Epoch},{row.Lr:g6},{row.TrainLoss:f6},{row.TrainAccuracy:f6},{row.ValLoss:f6},{row.ValAccuracy:f6},{row.RawValAccuracy:f6},{row.ValImages},{row.ImagesPerSecond:f2},{row.Seconds:f2},{row.PeakMemory:f1}\n");
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    /// <summary>All epochs of a file; none where there is no file.</summary>
    /// <exception cref="InputException">It is not what was written.</exception>
    public static IReadOnlyList<EpochResult> Read(string path) => File.Exists(path) ? Read(path, File.ReadAllLines(path).Length - 1) : [];

    /// <summary>The first epochs of a file, to go on after them.</summary>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <param name="count">How many epochs are behind; lines after them belong to epochs that will be done again.</param>
    /// <exception cref="InputException">The file is missing or is not what was written.</exception>
    public static List<EpochResult> Read(string path, int count)
    {
        var epochs = new List<EpochResult>();
        if (count == 0) return epochs;
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : throw Unfit("is missing");
        if (lines.Length == 0 || lines[0] is not (Header or OldHeader)) throw Unfit("does not begin with the line that 'train' writes");
        double best = -1;
        foreach (string line in lines.Skip(1).Take(count))
        {
            double[] cells = [.. line.Split(',').Select(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
            if (cells.Length != lines[0].Split(',').Length || cells[0] != epochs.Count + 1 || cells[7] is not (>= 1 and <= int.MaxValue)) throw Unfit($"has the line '{line}', which 'train' did not write");
            bool isBest = cells[5] > best;
            if (isBest) best = cells[5];
            epochs.Add(new EpochResult(epochs.Count + 1, cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], (int)cells[7], cells[8], cells[9], isBest)
            {
                PeakMemory = cells.ElementAtOrDefault(10) is var memory and > 0 ? memory : null,
            });
        }

        return epochs.Count == count ? epochs : throw Unfit($"has {epochs.Count} epochs, and {count} are behind");

        InputException Unfit(string reason) => new($"{path}: {reason}; put back the file that the run wrote, or start a new run");
    }
}
