using System.Collections.Concurrent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.Loading;

/// <summary>
/// Photos to batches, decoded ahead by worker threads. Order and augmentation depend on seed, epoch and sample alone, so that any
/// number of workers gives the same batches. Photos that cannot be read are left out of their batch.
/// </summary>
public sealed class DataLoader : IDisposable
{
    private readonly IReadOnlyList<Sample> _samples;
    private readonly LoaderOptions _options;
    private readonly int _imageSize;
    private readonly int _channels;
    private readonly LoaderPace _pace;
    private readonly SampleReader _reader;
    private readonly ConcurrentBag<Tensor> _free = [];

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
    {
        if (samples.Count == 0) throw new ArgumentException("there are no samples", nameof(samples));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Prefetch ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers ?? 0, 0);
        _samples = samples;
        _imageSize = imageSize;
        _channels = normalization.Channels;
        _options = options;
        long batchBytes = (long)sizeof(float) * BatchPhotos * imageSize * imageSize * _channels;
        _pace = LoaderPace.Choose(options, batchBytes, Environment.ProcessorCount);
        _reader = new SampleReader(transform, normalization, afterNormalization, options.Cache, options.MaxPixels, options.OnSkipped);
    }

    /// <summary>Side of the pictures, in pixels.</summary>
    public int ImageSize => _imageSize;

    /// <summary>Photos, those that cannot be read included.</summary>
    public int Count => _samples.Count;

    /// <summary>Batches of an epoch, those of which no photo can be read included.</summary>
    public int BatchCount => (Count - 1) / _options.BatchSize + 1;

    /// <summary>Photos that could not be read so far; each counts once.</summary>
    public int SkippedCount => _reader.SkippedCount;

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
                    var builder = new BatchBuilder(next, Rent(), order.AsSpan(start, count));
                    pending.Enqueue(builder);
                    workers.Start(builder, count);
                }

                if (!pending.TryPeek(out BatchBuilder? first)) break;
                workers.WaitFor(first, cancellation);
                pending.Dequeue();
                if (first.Build(_samples, () => _free.Add(first.Buffer)) is { } batch)
                {
                    any = true;
                    yield return batch;
                }
                else
                {
                    _free.Add(first.Buffer);
                }
            }
        }
        finally
        {
            workers.Stop();
            foreach (BatchBuilder builder in pending) _free.Add(builder.Buffer);
        }

        if (!any) throw new InputException($"{_samples[0].Path}: cannot be read, nor can any other of the {Count} photos; replace them");

        void Fill(BatchBuilder builder, int slot, RandomSource random)
        {
            int sample = builder.SampleOf(slot);
            // A balanced epoch may take a photo more than once: its place tells one augmentation from the other.
            if (_options.Order == SampleOrder.Balanced) random.Reset(_options.Seed, epoch, sample, builder.Index * _options.BatchSize + slot);
            else random.Reset(_options.Seed, epoch, sample);
            builder.Finish(slot, _reader.TryRead(_samples[sample].Path, random, builder.Slot(slot)));
        }
    }

    /// <summary>Frees the batches' memory.</summary>
    public void Dispose()
    {
        while (_free.TryTake(out Tensor? buffer)) buffer.Dispose();
    }

    // A list may be shorter than a batch.
    private int BatchPhotos => Math.Min(_options.BatchSize, _samples.Count);

    private Tensor Rent() => _free.TryTake(out Tensor? buffer)
        ? buffer
        : empty([BatchPhotos, _imageSize, _imageSize, _channels], float32).DetachFromDisposeScope();
}
