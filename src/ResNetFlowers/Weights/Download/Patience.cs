namespace ResNetFlowers.Weights.Download;

/// <summary>Waits for a server, but not for longer than a given time at once.</summary>
internal sealed class Patience(TimeSpan silence, CancellationToken cancellation) : IDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    /// <summary>Waits for one answer.</summary>
    /// <param name="ask">Asks for it; its token ends when the time is over, or when the caller wants no more.</param>
    /// <exception cref="DownloadException">Nothing came in time, or the connection broke.</exception>
    /// <exception cref="OperationCanceledException">The caller wants no more.</exception>
    public async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> ask)
    {
        _source.CancelAfter(silence);
        try
        {
            return await ask(_source.Token);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new DownloadException($"the server was silent for {silence.TotalSeconds:0.#} s", mayPass: true, exception);
        }
        catch (IOException exception)
        {
            throw new DownloadException("the connection broke", mayPass: true, exception);
        }
    }

    public void Dispose() => _source.Dispose();
}
