using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.Loading;

/// <summary>Batches that are finished on the CPU, photo by photo: each worker writes numbers into the batch's memory, which is used again.</summary>
/// <param name="samples">All samples.</param>
/// <param name="batchSize">Photos of a batch.</param>
/// <param name="imageSize">Side of the pictures, in pixels.</param>
/// <param name="channels">Numbers of a pixel.</param>
/// <param name="reader">File to numbers.</param>
internal sealed class PictureBatches(IReadOnlyList<Sample> samples, int batchSize, int imageSize, int channels, SampleReader reader) : IBatchMaker
{
    // A list may be shorter than a batch.
    private readonly long[] _shape = [Math.Min(batchSize, samples.Count), imageSize, imageSize, channels];

    private readonly ConcurrentBag<Tensor> _free = [];

    /// <inheritdoc/>
    public int SkippedCount => reader.SkippedCount;

    /// <inheritdoc/>
    public long BatchBytes => sizeof(float) * _shape[0] * _shape[1] * _shape[2] * _shape[3];

    /// <inheritdoc/>
    public BatchBuilder Begin(int index, ReadOnlySpan<int> ofBatch) => new Builder(this, Rent(), index, ofBatch);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        while (_free.TryTake(out Tensor? buffer)) buffer.Dispose();
    }

    private IReadOnlyList<Sample> Samples => samples;

    private SampleReader Reader => reader;

    private Tensor Rent() => _free.TryTake(out Tensor? buffer) ? buffer : empty(_shape, float32).DetachFromDisposeScope();

    private sealed class Builder : BatchBuilder
    {
        private readonly PictureBatches _batches;
        private readonly Tensor _buffer;
        private readonly int _slotLength;

        public Builder(PictureBatches batches, Tensor buffer, int index, ReadOnlySpan<int> samples) : base(index, samples)
        {
            _batches = batches;
            _buffer = buffer;
            _slotLength = (int)(buffer.numel() / buffer.shape[0]);
        }

        public override Batch? Build()
        {
            int[] slots = ReadableSlots();
            for (int i = 0; i < slots.Length; i++)
            {
                if (slots[i] != i) Slot(slots[i]).CopyTo(Slot(i));
            }

            if (slots.Length == 0)
            {
                Abandon();
                return null;
            }

            int[] samples = Array.ConvertAll(slots, SampleOf);
            long[] labels = Array.ConvertAll(samples, sample => (long)_batches.Samples[sample].Label);
            using Tensor photos = _buffer.narrow(0, 0, slots.Length);
            return new Batch(Index, photos.permute(0, 3, 1, 2).DetachFromDisposeScope(), tensor(labels).DetachFromDisposeScope(), samples, Abandon);
        }

        public override void Abandon() => _batches._free.Add(_buffer);

        protected override bool TryRead(int slot, RandomSource random) => _batches.Reader.TryRead(_batches.Samples[SampleOf(slot)].Path, random, Slot(slot));

        /// <summary>Where the photo of a slot goes, <c>[H, W, C]</c>.</summary>
        private Span<float> Slot(int slot) => MemoryMarshal.Cast<byte, float>(_buffer.bytes).Slice(slot * _slotLength, _slotLength);
    }
}
