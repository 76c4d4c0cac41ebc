namespace ResNetFlowers.Capabilities;

/// <summary>What only one provider can do, asked for in the same words from both.</summary>
internal static class TorchCapabilities
{
    /// <summary>TorchSharp has no such switch: its layers are initialised as always.</summary>
    public static IDisposable WithoutInitialization() => new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
