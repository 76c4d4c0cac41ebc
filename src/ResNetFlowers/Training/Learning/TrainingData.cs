using System.Collections.Concurrent;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Lists;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Data.Splitting;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Options;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning;

/// <summary>The training and validation photos of a run, as batches.</summary>
internal sealed class TrainingData : IDisposable
{
    private readonly ImageFolder _trainFolder;
    private readonly ImageFolder _valFolder;
    private readonly DataLoader _train;
    private readonly DataLoader _val;
    private readonly TrainingLoaders _loaders;

    private readonly ConcurrentDictionary<string, byte> _skipped = new(StringComparer.Ordinal);

    // Smaller pictures, for the first epochs.
    private readonly DataLoader? _start;

    private TrainingData(ImageFolder train, ImageFolder val, TrainOptions options, ReadableNames? names, Device device, Action<string, string> onSkipped)
    {
        _trainFolder = train;
        _valFolder = val;
        Classes = train.Classes;
        Names = names ?? ReadableNames.Read(options.Names, train.Classes, ReadableNames.None);
        Normalization = ResNetVariant.Named(options.Arch).Normalization;
        Fingerprint = DataFingerprint.Of(train, val);
        ClassCounts = train.Counts;
        _loaders = new TrainingLoaders(options, [.. train.Samples.Concat(val.Samples).Select(sample => sample.Path)], Normalization, device, SkipOnce);
        SampleOrder order = options.Balance == "sampling" ? SampleOrder.Balanced : SampleOrder.Shuffled;
        DataLoader Train(int size)
        {
            TransformPreset preset = options.Transforms(size);
            return _loaders.Create(train.Samples, size, preset.Train, preset.AfterNormalization, order);
        }

        _train = Train(options.ImageSize);
        _start = options.StartSize() < options.ImageSize ? Train(options.StartSize()) : null;
        Preprocessing = options.Transforms(options.ImageSize).Validation;
        _val = Unaugmented(val.Samples);

        // Two loaders may find the same photo unreadable.
        void SkipOnce(string path, string reason)
        {
            if (_skipped.TryAdd(path, 0)) onSkipped(path, reason);
        }
    }

    /// <summary>The names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What the classes are called where people read them.</summary>
    public ReadableNames Names { get; }

    /// <summary>How pixels become numbers.</summary>
    public Normalization Normalization { get; }

    /// <summary>How validation photos become what the network sees.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>Training photos of each class.</summary>
    public IReadOnlyList<int> ClassCounts { get; }

    /// <summary>Says which photos these are, see <see cref="DataFingerprint"/>.</summary>
    public string Fingerprint { get; }

    /// <summary>Batches of an epoch.</summary>
    public int TrainBatchCount => _train.BatchCount;

    /// <summary>Training photos.</summary>
    public int TrainImages => _train.Count;

    /// <summary>Validation photos.</summary>
    public int ValImages => _val.Count;

    /// <summary>All training photos, in the folder's order.</summary>
    public IReadOnlyList<Sample> TrainSamples => _trainFolder.Samples;

    /// <summary>All validation photos, in the folder's order.</summary>
    public IReadOnlyList<Sample> ValSamples => _valFolder.Samples;

    /// <summary>One line where photos are kept elsewhere than was asked for; null otherwise.</summary>
    public string? CacheNote => _loaders.Note;

    /// <summary>Photos that could not be read so far.</summary>
    public int SkippedPhotos => _skipped.Count;

    /// <summary>Finds the photos; none is opened yet, but for their headers where they are to be cached.</summary>
    /// <param name="options">Which, and how they are taken.</param>
    /// <param name="names">The classes' readable names; null reads those that the options name.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="onSkipped">Told of photos that cannot be read, with the reason.</param>
    /// <exception cref="InputException">
    /// The list cannot be used; the folder lacks <c>train</c> or <c>val</c>, their classes differ, there is but one class, the last step is
    /// too small, the device cannot augment as it is asked to, or the photos do not fit into the cache.
    /// </exception>
    public static TrainingData Open(TrainOptions options, ReadableNames? names, Device device, Action<string, string> onSkipped)
    {
        (ImageFolder train, ImageFolder val) = Find(options);
        int lastStep = train.Samples.Count % options.BatchSize;
        options.RequireVariance(lastStep == 0 ? options.BatchSize : lastStep, options.StartSize());

        return new TrainingData(train, val, options, names, device, onSkipped);
    }

    /// <summary>The training photos in the order of this epoch, augmented for it.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="size">Side of the pictures, in pixels: the options' image size, or their start size.</param>
    /// <param name="firstBatch">Batches to leave out at the start, those behind a run that goes on.</param>
    public IEnumerable<Batch> TrainBatches(int epoch, int size, int firstBatch) =>
        (size == _train.ImageSize ? _train : _start!).Batches(epoch, firstBatch: firstBatch);

    /// <summary>The validation photos in the folder's order.</summary>
    public IEnumerable<Batch> ValBatches(CancellationToken cancellation) => _val.Batches(epoch: 0, cancellation);

    /// <summary>Photos in the order given, taken as validation photos are.</summary>
    /// <param name="samples">Some of the training or validation photos.</param>
    /// <returns>A loader that the caller disposes, before this.</returns>
    public DataLoader Unaugmented(IReadOnlyList<Sample> samples) => _loaders.Create(samples, Preprocessing.Size, Preprocessing.ToTransform());

    /// <summary>One line about validation photos that are also learned from, see <see cref="DataLeak"/>; null where there are none.</summary>
    public string? FindLeak() => DataLeak.Between(_trainFolder, _valFolder);

    public void Dispose()
    {
        _train.Dispose();
        _start?.Dispose();
        _val.Dispose();
        _loaders.Dispose();
    }

    /// <summary>The photos to learn from and those to check with.</summary>
    /// <exception cref="InputException">As <see cref="Open"/>, but for the last step.</exception>
    public static (ImageFolder Train, ImageFolder Val) Find(TrainOptions options) =>
        ListFile.IsList(options.Data) ? ListSplit.Open(options.Data, options.Val) : ScanBoth(options);

    private static (ImageFolder Train, ImageFolder Val) ScanBoth(TrainOptions options)
    {
        if (!Directory.Exists(options.Data))
            throw new InputException($"--data {options.Data}: no such folder; make it with 'split', from a folder with one sub-folder of photos per class");
        ImageFolder train = Scan(options.Data, "train", $"'split SOURCE --out {ShellWord.Quote(options.Data)}' makes train and val from a folder of photos");
        ImageFolder val = Scan(options.Data, "val", $"to check with, 'split {ShellWord.Quote(train.Root)} --out OTHER' takes a tenth of the photos in train");
        train.RequireSameClasses(val);
        if (train.Classes.Count < 2)
            throw new InputException($"{train.Root}: has one class only, {train.Classes[0]}; there is nothing to tell apart, add the folder of another class");
        return (train, val);
    }

    private static ImageFolder Scan(string data, string part, string mend)
    {
        string folder = Path.Combine(data, part);
        return Directory.Exists(folder) ? ImageFolder.Scan(folder) : throw new InputException($"--data {data}: has no folder '{part}'; {mend}");
    }
}
