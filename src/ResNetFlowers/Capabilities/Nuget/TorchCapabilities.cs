namespace ResNetFlowers.Capabilities;

/// <summary>What only one provider can do, asked for in the same words from both.</summary>
internal static class TorchCapabilities
{
    /// <summary>TorchSharp has no such switch: its layers are initialised as always.</summary>
    public static IDisposable WithoutInitialization() => new Nothing();

    /// <summary>TorchSharp's tensors have memory of their own.</summary>
    public static bool TryLend(TorchSharp.torch.Tensor tensor, ReadOnlyMemory<byte> bytes) => false;

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
