using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>
/// An extension of ours: copies from the host to a device on a stream of their own, so that they go on while the device computes. On the
/// CPU, where there is nothing to copy, what is started is what comes out.
/// </summary>
/// <param name="device">Where to copy to.</param>
public sealed class CopyStream(Device device)
{
    // None on the CPU.
    private readonly DeviceStream? _stream = device.type == DeviceType.CPU ? null : DeviceStream.FromPool(device);

    /// <summary>Memory of the host that can be copied from while the device computes: pinned, but for the CPU's own use.</summary>
    /// <param name="size">Shape.</param>
    /// <param name="dtype">Element type.</param>
    public Tensor Staging(long[] size, ScalarType dtype) =>
        Ops.Empty.Tensor(size, dtype, Argument.None, CPU, _stream is not null);

    /// <summary>
    /// Starts to copy, and does not wait. Copies of pinned tensors overlap with what the device computes; their memory may be disposed at
    /// once (libtorch keeps it until it is copied) but not written to.
    /// </summary>
    /// <param name="hosts">Tensors on the CPU.</param>
    public PendingCopy Start(params IReadOnlyList<Tensor> hosts)
    {
        if (_stream is null) return new PendingCopy(hosts, null);
        using IDisposable _ = _stream.Use();
        Tensor[] copies = [.. hosts.Select(host => host.to(device, non_blocking: true).DetachFromDisposeScope())];
        return new PendingCopy(copies, _stream.Record());
    }
}

/// <summary>Copies that may not have arrived.</summary>
public sealed class PendingCopy : IDisposable
{
    private readonly IReadOnlyList<Tensor> _tensors;
    private readonly DeviceEvent? _arrival;

    internal PendingCopy(IReadOnlyList<Tensor> tensors, DeviceEvent? arrival)
    {
        _tensors = tensors;
        _arrival = arrival;
    }

    /// <summary>
    /// The copies, for this thread's present stream: what it queues from now on comes after their arrival. The host does not wait.
    /// They stay this object's, and may be disposed as soon as the work on them is queued.
    /// </summary>
    public IReadOnlyList<Tensor> Use()
    {
        if (_arrival is null) return _tensors;
        DeviceStream stream = DeviceStream.Current(_tensors[0].device);
        stream.Wait(_arrival);
        foreach (Tensor tensor in _tensors) stream.Holds(tensor);
        return _tensors;
    }

    /// <summary>Whether they have arrived.</summary>
    public bool HasArrived => _arrival?.HasHappened ?? true;

    /// <summary>Frees the copies; on the CPU these are the tensors that were given.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in _tensors) tensor.Dispose();
        _arrival?.Dispose();
    }
}
