namespace ResNetFlowers.Data.Loading;

/// <summary>A batch in the making: workers fill its slots in any order, and the last one to finish announces it.</summary>
internal abstract class BatchBuilder
{
    private readonly int[] _samples;
    private readonly bool[] _readable;
    private readonly ManualResetEventSlim _ready = new();
    private int _missing;

    /// <param name="index">The batch's place in the epoch, from 0.</param>
    /// <param name="samples">The samples of the batch, in order.</param>
    protected BatchBuilder(int index, ReadOnlySpan<int> samples)
    {
        Index = index;
        _samples = samples.ToArray();
        _readable = new bool[samples.Length];
        _missing = samples.Length;
    }

    /// <summary>The batch's place in the epoch, from 0.</summary>
    public int Index { get; }

    /// <summary>The sample that belongs into a slot.</summary>
    public int SampleOf(int slot) => _samples[slot];

    /// <summary>Reads the photo of a slot and finishes it, with a photo or without.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="random">The sample's own random numbers.</param>
    public void Fill(int slot, RandomSource random)
    {
        _readable[slot] = TryRead(slot, random);
        if (Interlocked.Decrement(ref _missing) > 0) return;
        Complete();
        _ready.Set();
    }

    /// <summary>Whether every slot is done.</summary>
    public bool IsComplete => _ready.IsSet;

    /// <summary>Waits until every slot is done.</summary>
    public void Wait(CancellationToken cancellation) => _ready.Wait(cancellation);

    /// <summary>Makes the batch of the photos that could be read, in order; null where none could. Once complete, and on the thread that uses it.</summary>
    public abstract Batch? Build();

    /// <summary>Gives back what it holds, in place of <see cref="Build"/>; no worker is at it any more.</summary>
    public abstract void Abandon();

    /// <summary>The slots whose photos could be read, in order.</summary>
    protected int[] ReadableSlots() => [.. Enumerable.Range(0, _samples.Length).Where(slot => _readable[slot])];

    /// <summary>Reads the photo of a slot; false where that cannot be done.</summary>
    protected abstract bool TryRead(int slot, RandomSource random);

    /// <summary>What is left to do when every slot is done, on the thread that has done the last one.</summary>
    protected virtual void Complete()
    {
    }
}
