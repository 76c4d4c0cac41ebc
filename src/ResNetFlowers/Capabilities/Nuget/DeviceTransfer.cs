using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>Copies batches to a device, in the queue of its computations; on the CPU what is started is what comes out.</summary>
/// <param name="device">Where to copy to.</param>
internal sealed class DeviceTransfer(Device device)
{
    private readonly bool _isCpu = device.type == DeviceType.CPU;

    /// <summary>Memory to fill with a batch and to copy from: pinned where the device is no CPU.</summary>
    public Tensor Staging(long[] size, ScalarType dtype)
    {
        Tensor plain = empty(size, dtype);
        if (_isCpu) return plain;
        using (plain) return plain.pin_memory();
    }

    /// <summary>Starts to copy, and does not wait where the tensors are pinned.</summary>
    /// <param name="hosts">
    /// Tensors on the CPU, filled; no longer the caller's to write to. Where they were copied they may be disposed; on the CPU they are the
    /// result.
    /// </param>
    public PendingTransfer Start(params IReadOnlyList<Tensor> hosts) =>
        new(_isCpu ? hosts : [.. hosts.Select(host => host.to(device, non_blocking: true).DetachFromDisposeScope())], hosts);
}

/// <summary>A batch on its way.</summary>
internal sealed class PendingTransfer : IDisposable
{
    private readonly IReadOnlyList<Tensor> _copies;

    internal PendingTransfer(IReadOnlyList<Tensor> copies, IReadOnlyList<Tensor> hosts)
    {
        _copies = copies;
        Hosts = hosts;
    }

    /// <summary>What is copied from.</summary>
    public IReadOnlyList<Tensor> Hosts { get; }

    /// <summary>The tensors on the device, this object's; what the calling thread queues on them from now on comes after their arrival.</summary>
    public IReadOnlyList<Tensor> Use() => _copies;

    /// <summary>Frees the tensors on both sides; the device may still be working on them.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in _copies.Concat(Hosts)) tensor.Dispose();
    }
}
