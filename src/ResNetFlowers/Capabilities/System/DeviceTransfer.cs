using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>Copies batches to a device on a stream of their own, while it computes; on the CPU what is started is what comes out.</summary>
/// <param name="device">Where to copy to.</param>
internal sealed class DeviceTransfer(Device device)
{
    private readonly CopyStream _copies = new(device);

    /// <summary>Memory to fill with a batch and to copy from: pinned where the device is no CPU.</summary>
    public Tensor Staging(long[] size, ScalarType dtype) => _copies.Staging(size, dtype);

    /// <summary>Starts to copy; may be called from any thread, and does not wait.</summary>
    /// <param name="hosts">
    /// Tensors on the CPU, filled; no longer the caller's to write to. Where they were copied they may be disposed; on the CPU they are the
    /// result.
    /// </param>
    public PendingTransfer Start(params IReadOnlyList<Tensor> hosts) => new(_copies.Start(hosts), hosts);
}

/// <summary>A batch on its way.</summary>
internal sealed class PendingTransfer : IDisposable
{
    private readonly PendingCopy _copies;

    internal PendingTransfer(PendingCopy copies, IReadOnlyList<Tensor> hosts)
    {
        _copies = copies;
        Hosts = hosts;
    }

    /// <summary>What is copied from.</summary>
    public IReadOnlyList<Tensor> Hosts { get; }

    /// <summary>The tensors on the device, this object's; what the calling thread queues on them from now on comes after their arrival.</summary>
    public IReadOnlyList<Tensor> Use() => _copies.Use();

    /// <summary>Frees the tensors on both sides; the device may still be working on them.</summary>
    public void Dispose()
    {
        _copies.Dispose();
        foreach (Tensor host in Hosts) host.Dispose();
    }
}
