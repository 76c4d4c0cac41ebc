using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Data.Loading;

/// <summary>
/// Photos to batches, decoded ahead by worker threads. Order and augmentation depend on seed, epoch and sample alone, so that any
/// number of workers gives the same batches. Photos that cannot be read are left out of their batch.
/// </summary>
public sealed class DataLoader : IDisposable
{
    private readonly IReadOnlyList<Sample> _samples;
    private readonly LoaderOptions _options;
    private readonly LoaderPace _pace;
    private readonly IBatchMaker _batches;

    /// <summary>Creates a loader; nothing is read yet.</summary>
    /// <param name="samples">The photos and their labels, at least one.</param>
    /// <param name="imageSize">Side of what the transform returns, in pixels.</param>
    /// <param name="transform">Decoded photo to square.</param>
    /// <param name="normalization">Square to numbers, and how many channels they have.</param>
    /// <param name="options">Batch size, threads, order.</param>
    /// <param name="afterNormalization">What is done to the numbers, if anything.</param>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public DataLoader(
        IReadOnlyList<Sample> samples, int imageSize, IImageTransform transform, Normalization normalization, LoaderOptions options,
        INormalizedTransform? afterNormalization = null)
        : this(samples, imageSize, options, new PictureBatches(
            samples, options.BatchSize, imageSize, normalization.Channels,
            new SampleReader(transform, normalization, afterNormalization, options.Cache, options.MaxPixels, options.OnSkipped)))
    {
    }

    /// <summary>Creates a loader of batches that are made in another way; they become the loader's.</summary>
    internal DataLoader(IReadOnlyList<Sample> samples, int imageSize, LoaderOptions options, IBatchMaker batches)
    {
        if (samples.Count == 0) throw new ArgumentException("there are no samples", nameof(samples));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Prefetch ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers ?? 0, 0);
        _samples = samples;
        _options = options;
        _batches = batches;
        ImageSize = imageSize;
        _pace = LoaderPace.Choose(options, batches.BatchBytes, Environment.ProcessorCount);
    }

    /// <summary>Side of the pictures, in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>Photos, those that cannot be read included.</summary>
    public int Count => _samples.Count;

    /// <summary>Batches of an epoch, those of which no photo can be read included.</summary>
    public int BatchCount => (Count - 1) / _options.BatchSize + 1;

    /// <summary>Photos that could not be read so far; each counts once.</summary>
    public int SkippedCount => _batches.SkippedCount;

    /// <summary>The batches of an epoch, in order. Dispose each batch before the loader.</summary>
    /// <param name="epoch">Together with the seed it decides order and augmentation.</param>
    /// <param name="cancellation">Ends the enumeration between batches.</param>
    /// <param name="firstBatch">
    /// The <see cref="Batch.Index"/> to begin at, at least 0: the batches from there on, bit for bit, without reading those before.
    /// </param>
    /// <exception cref="InputException">Not one photo of the epoch could be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IEnumerable<Batch> Batches(int epoch, CancellationToken cancellation = default, int firstBatch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        int[] order = _options.Order.Draw(_samples, _options.Seed, epoch);
        using var workers = new LoaderWorkers(_pace.Workers, Fill);
        var pending = new Queue<BatchBuilder>();
        int next = firstBatch;
        // Whoever begins later has had photos.
        bool any = firstBatch > 0;
        try
        {
            while (true)
            {
                for (; next < BatchCount && pending.Count <= _pace.Prefetch; next++)
                {
                    int start = next * _options.BatchSize;
                    int count = Math.Min(_options.BatchSize, order.Length - start);
                    BatchBuilder builder = _batches.Begin(next, order.AsSpan(start, count));
                    pending.Enqueue(builder);
                    workers.Start(builder, count);
                }

                if (!pending.TryPeek(out BatchBuilder? first)) break;
                workers.WaitFor(first, cancellation);
                pending.Dequeue();
                if (first.Build() is { } batch)
                {
                    any = true;
                    yield return batch;
                }
            }
        }
        finally
        {
            workers.Stop();
            foreach (BatchBuilder builder in pending) builder.Abandon();
            // Training and validation take turns, and neither should hold memory while the other one works.
            _batches.Release();
        }

        if (!any) throw new InputException($"{_samples[0].Path}: cannot be read, nor can any other of the {Count} photos; replace them");

        void Fill(BatchBuilder builder, int slot, RandomSource random)
        {
            int sample = builder.SampleOf(slot);
            // A balanced epoch may take a photo more than once: its place tells one augmentation from the other.
            if (_options.Order == SampleOrder.Balanced) random.Reset(_options.Seed, epoch, sample, builder.Index * _options.BatchSize + slot);
            else random.Reset(_options.Seed, epoch, sample);
            builder.Fill(slot, random);
        }
    }

    /// <summary>Frees the batches' memory.</summary>
    public void Dispose() => _batches.Release();
}
