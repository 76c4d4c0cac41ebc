using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>What only one provider can do, asked for in the same words from both.</summary>
internal static class TorchCapabilities
{
    /// <summary>TorchSharp has no such switch: its layers are initialised as always.</summary>
    public static IDisposable WithoutInitialization() => new Nothing();

    /// <summary>TorchSharp's tensors have memory of their own.</summary>
    public static bool TryLend(TorchSharp.torch.Tensor tensor, ReadOnlyMemory<byte> bytes) => false;

    /// <summary>Copies batches to a device; TorchSharp has no streams, so copies wait for their turn among the computations.</summary>
    public static DeviceTransfer Transfer(Device device) => new(device);

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
