using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>What only one provider can do, asked for in the same words from both.</summary>
internal static class TorchCapabilities
{
    /// <summary>
    /// Layers made on this thread until disposal may leave their weights as they find them, because a checkpoint is about to fill
    /// them; for a ResNet-18 that saves 0.15 s.
    /// </summary>
    public static IDisposable WithoutInitialization() => TorchSharp.SystemLibTorch.Initialization.Skip();

    /// <summary>Copies batches to a device while it computes.</summary>
    public static DeviceTransfer Transfer(Device device) => new(device);
}
