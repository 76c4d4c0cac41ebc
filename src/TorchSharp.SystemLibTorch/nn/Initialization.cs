namespace TorchSharp.SystemLibTorch;

/// <summary>An extension of ours: layers whose weights are about to be overwritten need no random numbers first.</summary>
public static class Initialization
{
    [ThreadStatic] private static int _skips;

    internal static bool IsSkipped => _skips > 0;

    /// <summary>Makes every function of <c>nn.init</c> do nothing on this thread until the result is disposed.</summary>
    public static IDisposable Skip()
    {
        _skips++;
        return new Scope();
    }

    private sealed class Scope : IDisposable
    {
        private bool _disposed;

        public void Dispose()
        {
            if (_disposed) return;
            _disposed = true;
            _skips--;
        }
    }
}
