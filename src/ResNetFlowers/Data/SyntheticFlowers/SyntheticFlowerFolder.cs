using System.Runtime.ExceptionServices;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.SyntheticFlowers;

/// <summary>Writes a folder of drawn flowers, the data set that is always at hand.</summary>
public static class SyntheticFlowerFolder
{
    /// <summary>
    /// Draws <c>OUT/CLASS/0001.jpg</c> and so on for each class, on all cores. Either all pictures are written or none.
    /// </summary>
    /// <param name="options">Which pictures, and where to.</param>
    /// <param name="progress">Told after each picture, by one thread at a time, with counts that rise by one.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="InputException">An option is out of its range, or the folder is not empty or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SynthResult Write(
        SynthOptions options, IProgress<SynthProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        string output = Path.GetFullPath(options.Out);
        OutputFolder.RequireEmpty("OUT", options.Out, "choose another folder, or remove it first");
        try
        {
            using var folders = new StagedFolders(output, "synth");
            foreach (string name in FlowerPainter.Classes) Directory.CreateDirectory(Path.Join(folders.Staging, name));
            DrawAll(folders.Staging, options, progress, cancellation);
            folders.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"OUT {options.Out}: cannot be written ({e.Message}); choose a folder with room that you may write", e);
        }

        IReadOnlyList<string> classes = FlowerPainter.Classes;
        return new SynthResult(output, classes, options.PerClass, classes.Count * options.PerClass, options.Size, options.Seed);
    }

    private static void DrawAll(string folder, SynthOptions options, IProgress<SynthProgress>? progress, CancellationToken cancellation)
    {
        int total = FlowerPainter.Classes.Count * options.PerClass;
        int done = 0;
        var reporting = new Lock();
        try
        {
            var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.For(0, total, parallel, number =>
            {
                (int index, int label) = Math.DivRem(number, FlowerPainter.Classes.Count);
                using SyntheticFlower flower = FlowerPainter.Draw(label, index, options.Seed, options.Size);
                string path = Path.Join(folder, FlowerPainter.Classes[label], $"{index + 1:D4}.jpg");
                File.WriteAllBytes(path, ImageCodec.EncodeJpeg(flower.Image));
                lock (reporting) progress?.Report(new SynthProgress(++done, total));
            });
        }
        catch (AggregateException e)
        {
            // Each thread meets the same full disk or missing library: one of them is enough to tell.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
