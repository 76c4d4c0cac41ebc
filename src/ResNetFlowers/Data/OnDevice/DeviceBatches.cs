using ResNetFlowers.Capabilities;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>
/// Batches that are finished on a device. Workers decode photos, as bytes; the last of a batch copies them into pinned memory and sends
/// them off, ahead of time, while the device is still at batches before.
/// </summary>
/// <param name="samples">All samples.</param>
/// <param name="imageSize">Side of the pictures, in pixels.</param>
/// <param name="plan">What the device does.</param>
/// <param name="normalization">Picture to numbers.</param>
/// <param name="options">Batch size, the cache on the host, and who is told of unreadable photos.</param>
/// <param name="device">The device.</param>
/// <param name="kept">The photos that the device keeps, where it takes them whole; stays the caller's.</param>
internal sealed class DeviceBatches(
    IReadOnlyList<Sample> samples, int imageSize, DevicePlan plan, Normalization normalization, LoaderOptions options, Device device,
    DevicePhotos? kept = null) : IBatchMaker
{
    // A few milliseconds' worth.
    private const int PhotosForMean = 32;

    private readonly DeviceTransfer _transfer = TorchCapabilities.Transfer(device);
    private readonly PhotoSource _source = new(plan, kept, options);
    private readonly long _photoBytes = MeanBytes(samples);

    /// <inheritdoc/>
    public int SkippedCount => _source.SkippedCount;

    /// <summary>Bytes of the photos, as they are before and after.</summary>
    public long BatchBytes => Math.Min(options.BatchSize, samples.Count) * (_photoBytes + 3L * sizeof(float) * imageSize * imageSize);

    /// <inheritdoc/>
    public BatchBuilder Begin(int index, ReadOnlySpan<int> ofBatch) => new DeviceBatch(this, index, ofBatch);

    /// <summary>Reads a photo.</summary>
    public DecodedPhoto? TryRead(int sample, RandomSource random) => _source.TryRead(samples[sample].Path, random);

    /// <summary>Sends a batch off.</summary>
    /// <param name="photos">Its photos, at least one.</param>
    /// <param name="ofBatch">Which samples they are.</param>
    public SentBatch Send(IReadOnlyList<DecodedPhoto> photos, int[] ofBatch) =>
        new(photos, Array.ConvertAll(ofBatch, sample => (long)samples[sample].Label), plan, normalization, kept, _transfer);

    /// <summary>Holds nothing of its own.</summary>
    public void Release()
    {
    }

    /// <summary>Bytes of a decoded photo, about: as the headers of some of them say.</summary>
    private static long MeanBytes(IReadOnlyList<Sample> samples)
    {
        int step = Math.Max(1, samples.Count / PhotosForMean);
        return (long)Enumerable.Range(0, (samples.Count - 1) / step + 1).Average(index => PhotoStamp.Of(samples[index * step].Path).PixelBytes);
    }

    private sealed class DeviceBatch(DeviceBatches batches, int index, ReadOnlySpan<int> samples) : BatchBuilder(index, samples)
    {
        private readonly DecodedPhoto?[] _photos = new DecodedPhoto?[samples.Length];
        private SentBatch? _sent;

        public override Batch? Build() => _sent?.Make(Index, Samples());

        public override void Abandon()
        {
            _sent?.Dispose();
            foreach (DecodedPhoto? photo in _photos) photo?.Dispose();
        }

        protected override bool TryRead(int slot, RandomSource random) => (_photos[slot] = batches.TryRead(SampleOf(slot), random)) is not null;

        protected override void Complete()
        {
            DecodedPhoto[] photos = [.. _photos.OfType<DecodedPhoto>()];
            if (photos.Length > 0) _sent = batches.Send(photos, Samples());
            foreach (DecodedPhoto photo in photos) photo.Dispose();
        }

        private int[] Samples() => Array.ConvertAll(ReadableSlots(), SampleOf);
    }
}
