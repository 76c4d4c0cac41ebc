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
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Prefetch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers ?? 0, 0);
        _samples = samples;
        _imageSize = imageSize;
        _channels = normalization.Channels;
        _options = options;
        _reader = new SampleReader(transform, normalization, afterNormalization, options.OnSkipped);
    }

    /// <summary>Photos, those that cannot be read included.</summary>
    public int Count => _samples.Count;

    /// <summary>Photos that could not be read so far; each counts once.</summary>
    public int SkippedCount => _reader.SkippedCount;

    /// <summary>The batches of an epoch, in order. Dispose each batch before the loader.</summary>
    /// <param name="epoch">Together with the seed it decides order and augmentation.</param>
    /// <param name="cancellation">Ends the enumeration between batches.</param>
    /// <exception cref="InputException">Not one photo could be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IEnumerable<Batch> Batches(int epoch, CancellationToken cancellation = default)
    {
        int[] order = Order(epoch);
        using var workers = new LoaderWorkers(_options.Workers ?? Environment.ProcessorCount, Fill);
        var pending = new Queue<BatchBuilder>();
        int next = 0;
        bool any = false;
        try
        {
            while (true)
            {
                while (next < order.Length && pending.Count <= _options.Prefetch)
                {
                    int count = Math.Min(_options.BatchSize, order.Length - next);
                    var builder = new BatchBuilder(Rent(), order.AsSpan(next, count));
                    pending.Enqueue(builder);
                    workers.Start(builder, count);
                    next += count;
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
            random.Reset(_options.Seed, epoch, sample);
            builder.Finish(slot, _reader.TryRead(_samples[sample].Path, random, builder.Slot(slot)));
        }
    }

    /// <summary>Frees the batches' memory.</summary>
    public void Dispose()
    {
        while (_free.TryTake(out Tensor? buffer)) buffer.Dispose();
    }

    private int[] Order(int epoch)
    {
        int[] order = [.. Enumerable.Range(0, _samples.Count)];
        // The sample −1 does not exist: its stream is the one that orders the others.
        if (_options.Shuffle) new RandomSource(_options.Seed, epoch, -1).Shuffle<int>(order);
        return order;
    }

    private Tensor Rent() => _free.TryTake(out Tensor? buffer)
        ? buffer
        : empty([Math.Min(_options.BatchSize, _samples.Count), _imageSize, _imageSize, _channels], float32).DetachFromDisposeScope();
}
