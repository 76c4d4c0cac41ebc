using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Training;

/// <summary>The training and validation photos of a run, as batches.</summary>
internal sealed class TrainingData : IDisposable
{
    private readonly DataLoader _train;
    private readonly DataLoader _val;

    private TrainingData(ImageFolder folder, DataLoader train, DataLoader val, Normalization normalization)
    {
        Classes = folder.Classes;
        Normalization = normalization;
        _train = train;
        _val = val;
    }

    /// <summary>The names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>How pixels become numbers.</summary>
    public Normalization Normalization { get; }

    /// <summary>Training photos.</summary>
    public int TrainImages => _train.Count;

    /// <summary>Validation photos.</summary>
    public int ValImages => _val.Count;

    /// <summary>Photos that could not be read so far.</summary>
    public int SkippedPhotos => _train.SkippedCount + _val.SkippedCount;

    /// <summary>Finds the photos; none is opened yet.</summary>
    /// <exception cref="InputException">The folder lacks <c>train</c> or <c>val</c>, their classes differ, there is but one class, or the last step is too small.</exception>
    public static TrainingData Open(TrainOptions options, Action<string, string> onSkipped)
    {
        if (!Directory.Exists(options.Data))
            throw new InputException($"--data {options.Data}: no such folder; make it with 'split', from a folder with one sub-folder of photos per class");
        ImageFolder train = Scan(options.Data, "train");
        ImageFolder val = Scan(options.Data, "val");
        train.RequireSameClasses(val);
        if (train.Classes.Count < 2)
            throw new InputException($"{train.Root}: has one class only, {train.Classes[0]}; there is nothing to tell apart, add the folder of another class");

        int lastStep = train.Samples.Count % options.BatchSize;
        options.RequireVariance(lastStep == 0 ? options.BatchSize : lastStep);

        Normalization normalization = Normalization.ImageNet;
        var loading = new LoaderOptions { BatchSize = options.BatchSize, Workers = options.Workers, Seed = options.Seed, OnSkipped = onSkipped };
        return new TrainingData(
            train,
            new DataLoader(train.Samples, options.ImageSize, TransformPresets.Train(options.ImageSize), normalization, loading with { Order = SampleOrder.Shuffled }),
            new DataLoader(val.Samples, options.ImageSize, TransformPresets.Validation(options.ImageSize), normalization, loading),
            normalization);
    }

    /// <summary>The training photos in the order of this epoch, augmented for it.</summary>
    public IEnumerable<Batch> TrainBatches(int epoch, CancellationToken cancellation) => _train.Batches(epoch, cancellation);

    /// <summary>The validation photos in the folder's order.</summary>
    public IEnumerable<Batch> ValBatches(CancellationToken cancellation) => _val.Batches(epoch: 0, cancellation);

    public void Dispose()
    {
        _train.Dispose();
        _val.Dispose();
    }

    private static ImageFolder Scan(string data, string part)
    {
        string folder = Path.Combine(data, part);
        return Directory.Exists(folder)
            ? ImageFolder.Scan(folder)
            : throw new InputException($"--data {data}: has no folder '{part}'; 'split SOURCE --out {data}' makes train and val from a folder of photos");
    }
}
