using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.Loading;

/// <summary>
/// Batches that are finished on the CPU, photo by photo: each worker writes numbers into the batch's memory, which is used again. For
/// another device they are sent off from pinned memory as soon as they are complete.
/// </summary>
/// <param name="samples">All samples.</param>
/// <param name="batchSize">Photos of a batch.</param>
/// <param name="imageSize">Side of the pictures, in pixels.</param>
/// <param name="channels">Numbers of a pixel.</param>
/// <param name="reader">File to numbers.</param>
/// <param name="transfer">Sends batches to a device; null leaves them where they are.</param>
internal sealed class PictureBatches(
    IReadOnlyList<Sample> samples, int batchSize, int imageSize, int channels, SampleReader reader, DeviceTransfer? transfer = null) : IBatchMaker
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

    /// <inheritdoc/>
    public void Release()
    {
        while (_free.TryTake(out Tensor? buffer)) buffer.Dispose();
    }

    private IReadOnlyList<Sample> Samples => samples;

    private SampleReader Reader => reader;

    private DeviceTransfer? Transfer => transfer;

    private Tensor Rent()
    {
        if (transfer is not null) return transfer.Staging(_shape, float32).DetachFromDisposeScope();
        return _free.TryTake(out Tensor? buffer) ? buffer : empty(_shape, float32).DetachFromDisposeScope();
    }

    // Pinned memory may still be copied from: libtorch knows when it is free.
    private void Return(Tensor buffer)
    {
        if (transfer is null) _free.Add(buffer);
        else buffer.Dispose();
    }

    private sealed class Builder : BatchBuilder
    {
        private readonly PictureBatches _batches;
        private readonly Tensor _buffer;
        private readonly int _slotLength;
        private PendingTransfer? _sent;

        public Builder(PictureBatches batches, Tensor buffer, int index, ReadOnlySpan<int> samples) : base(index, samples)
        {
            _batches = batches;
            _buffer = buffer;
            _slotLength = (int)(buffer.numel() / buffer.shape[0]);
        }

        public override Batch? Build()
        {
            int[] samples = Array.ConvertAll(ReadableSlots(), SampleOf);
            if (samples.Length == 0)
            {
                Abandon();
                return null;
            }

            if (_sent is not null) return Make(samples, _sent.Use(), _sent.Hosts[1]);
            using Tensor photos = _buffer.narrow(0, 0, samples.Length);
            Tensor labels = tensor(Labels(samples)).DetachFromDisposeScope();
            return Make(samples, [photos, labels], labels);
        }

        public override void Abandon()
        {
            _sent?.Dispose();
            _batches.Return(_buffer);
        }

        protected override bool TryRead(int slot, RandomSource random) => _batches.Reader.TryRead(_batches.Samples[SampleOf(slot)].Path, random, Slot(slot));

        /// <summary>Closes the gaps that unreadable photos have left, and sends the batch off.</summary>
        protected override void Complete()
        {
            int[] slots = ReadableSlots();
            for (int i = 0; i < slots.Length; i++)
            {
                if (slots[i] != i) Slot(slots[i]).CopyTo(Slot(i));
            }

            if (_batches.Transfer is not { } transfer || slots.Length == 0) return;
            Tensor labels = transfer.Staging([slots.Length], int64).DetachFromDisposeScope();
            Labels(Array.ConvertAll(slots, SampleOf)).CopyTo(MemoryMarshal.Cast<byte, long>(labels.bytes));
            _sent = transfer.Start(_buffer.narrow(0, 0, slots.Length).DetachFromDisposeScope(), labels);
        }

        private Batch Make(int[] samples, IReadOnlyList<Tensor> there, Tensor labels) =>
            new(Index, there[0].permute(0, 3, 1, 2).DetachFromDisposeScope(), labels, samples, Abandon, there[1]);

        private long[] Labels(int[] samples) => Array.ConvertAll(samples, sample => (long)_batches.Samples[sample].Label);

        /// <summary>Where the photo of a slot goes, <c>[H, W, C]</c>.</summary>
        private Span<float> Slot(int slot) => MemoryMarshal.Cast<byte, float>(_buffer.bytes).Slice(slot * _slotLength, _slotLength);
    }
}
