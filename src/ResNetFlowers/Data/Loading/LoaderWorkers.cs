using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ResNetFlowers.Data.Loading;

/// <summary>The threads that fill batches during one epoch. With none, whoever waits does the work.</summary>
internal sealed class LoaderWorkers : IDisposable
{
    private readonly BlockingCollection<(BatchBuilder Builder, int Slot)> _slots = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread[] _threads;
    private readonly Action<BatchBuilder, int, RandomSource> _fill;
    private ExceptionDispatchInfo? _failure;

    /// <param name="count">How many threads, at least 0.</param>
    /// <param name="fill">Fills one slot of a batch and finishes it.</param>
    public LoaderWorkers(int count, Action<BatchBuilder, int, RandomSource> fill)
    {
        _fill = fill;
        _threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"photo worker {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Puts the slots of a batch in line.</summary>
    public void Start(BatchBuilder builder, int slots)
    {
        for (int slot = 0; slot < slots; slot++) _slots.Add((builder, slot));
    }

    /// <summary>Waits until a batch is complete; what went wrong on a worker comes out here.</summary>
    public void WaitFor(BatchBuilder builder, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_threads.Length == 0) WorkUntil(builder);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        try
        {
            builder.Wait(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            _failure?.Throw();
            throw;
        }
    }

    /// <summary>Ends every thread after the photo it is at.</summary>
    public void Stop()
    {
        _stop.Cancel();
        foreach (Thread thread in _threads) thread.Join();
    }

    public void Dispose()
    {
        _slots.Dispose();
        _stop.Dispose();
    }

    private void Work()
    {
        var random = new RandomSource();
        try
        {
            foreach ((BatchBuilder builder, int slot) in _slots.GetConsumingEnumerable(_stop.Token)) _fill(builder, slot, random);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            _stop.Cancel();
        }
    }

    private void WorkUntil(BatchBuilder builder)
    {
        var random = new RandomSource();
        while (_slots.TryTake(out (BatchBuilder Builder, int Slot) work))
        {
            _fill(work.Builder, work.Slot, random);
            if (work.Builder == builder && builder.IsComplete) return;
        }
    }
}
