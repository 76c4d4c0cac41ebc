using System.Diagnostics;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Benchmarks;

/// <summary>
/// Passes over real photos, on the thread that asks for them. compare_data.py writes the names of passes to standard input, a line
/// each, and reads the seconds of processor time that each took, the runtime's own threads included.
/// </summary>
internal sealed class DataPasses : IDisposable
{
    private const int BatchSize = 32;

    private readonly Sample[] _samples;
    private readonly DataLoader _train;
    private readonly DataLoader _validation;
    private int _epoch;

    /// <param name="samples">The photos.</param>
    /// <param name="imageSize">Side of the batches' pictures, in pixels.</param>
    public DataPasses(IEnumerable<Sample> samples, int imageSize)
    {
        _samples = [.. samples];
        TransformPreset preset = TransformPresets.Named("seed", imageSize);
        var options = new LoaderOptions { BatchSize = BatchSize, Workers = 0, Prefetch = 1 };
        _train = new DataLoader(
            _samples, imageSize, preset.Train, Normalization.ImageNet, options with { Order = SampleOrder.Shuffled }, preset.AfterNormalization);
        _validation = new DataLoader(_samples, imageSize, preset.Validation.ToTransform(), Normalization.ImageNet, options);
    }

    /// <summary>Answers until there are no more lines.</summary>
    public static void Serve(string folder, int every, int imageSize)
    {
        using var passes = new DataPasses(ImageFolder.Scan(folder).Samples.Where((_, index) => index % every == 0), imageSize);
        using var process = Process.GetCurrentProcess();
        while (Console.ReadLine() is { } name)
        {
            process.Refresh();
            TimeSpan start = process.TotalProcessorTime;
            passes.Run(name);
            process.Refresh();
            Console.WriteLine((process.TotalProcessorTime - start).TotalSeconds);
        }
    }

    public void Dispose()
    {
        _train.Dispose();
        _validation.Dispose();
    }

    private void Run(string name)
    {
        switch (name)
        {
            case "train": Take(_train); break;
            case "val": Take(_validation); break;
            case "decode": DecodeAll(); break;
            default: throw new ArgumentException($"there is no pass named {name}", nameof(name));
        }
    }

    private void Take(DataLoader loader)
    {
        int count = 0;
        foreach (Batch batch in loader.Batches(_epoch++))
        {
            count += batch.Count;
            batch.Dispose();
        }

        if (count != _samples.Length) throw new InvalidOperationException($"{_samples.Length - count} photos could not be read");
    }

    private void DecodeAll()
    {
        foreach (Sample sample in _samples) PhotoFile.Read(sample.Path).Recycle();
    }
}
