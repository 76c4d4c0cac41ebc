using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.Loading;

/// <summary>A batch in the making: workers fill its slots in any order, and the last one to finish announces it.</summary>
internal sealed class BatchBuilder
{
    private readonly Tensor _buffer;
    private readonly int[] _samples;
    private readonly bool[] _readable;
    private readonly int _slotLength;
    private readonly ManualResetEventSlim _ready = new();
    private int _missing;

    /// <param name="index">The batch's place in the epoch, from 0.</param>
    /// <param name="buffer">Memory for at least as many photos as there are samples, <c>[N, H, W, C]</c>.</param>
    /// <param name="samples">The samples of the batch, in order.</param>
    public BatchBuilder(int index, Tensor buffer, ReadOnlySpan<int> samples)
    {
        Index = index;
        _buffer = buffer;
        _samples = samples.ToArray();
        _readable = new bool[samples.Length];
        _slotLength = (int)(buffer.numel() / buffer.shape[0]);
        _missing = samples.Length;
    }

    /// <summary>The batch's place in the epoch, from 0.</summary>
    public int Index { get; }

    /// <summary>The memory that was passed in.</summary>
    public Tensor Buffer => _buffer;

    /// <summary>The sample that belongs into a slot.</summary>
    public int SampleOf(int slot) => _samples[slot];

    /// <summary>Where the photo of a slot goes, <c>[H, W, C]</c>.</summary>
    public Span<float> Slot(int slot) => MemoryMarshal.Cast<byte, float>(_buffer.bytes).Slice(slot * _slotLength, _slotLength);

    /// <summary>Says that a slot is done, with a photo or without.</summary>
    public void Finish(int slot, bool readable)
    {
        _readable[slot] = readable;
        if (Interlocked.Decrement(ref _missing) == 0) _ready.Set();
    }

    /// <summary>Whether every slot is done.</summary>
    public bool IsComplete => _ready.IsSet;

    /// <summary>Waits until every slot is done.</summary>
    public void Wait(CancellationToken cancellation) => _ready.Wait(cancellation);

    /// <summary>Makes the batch of the photos that could be read, in order; null where none could.</summary>
    /// <param name="samples">The loader's list.</param>
    /// <param name="release">Called when the batch is disposed.</param>
    public Batch? Build(IReadOnlyList<Sample> samples, Action release)
    {
        int count = 0;
        for (int slot = 0; slot < _samples.Length; slot++)
        {
            if (!_readable[slot]) continue;
            if (slot != count)
            {
                Slot(slot).CopyTo(Slot(count));
                _samples[count] = _samples[slot];
            }

            count++;
        }

        if (count == 0) return null;
        long[] labels = [.. _samples.Take(count).Select(sample => (long)samples[sample].Label)];
        using Tensor photos = _buffer.narrow(0, 0, count);
        return new Batch(
            Index, photos.permute(0, 3, 1, 2).DetachFromDisposeScope(), tensor(labels).DetachFromDisposeScope(), _samples[..count], release);
    }
}
