using TorchSharp;
using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>Tensors on their way from a device to the host, which goes on in the meantime; on the CPU they are there at once.</summary>
internal sealed class LaterRead : IDisposable
{
    private readonly Tensor[] _copies;
    private readonly DeviceStream? _stream;
    private readonly DeviceEvent? _arrival;

    /// <param name="tensors">Of which the values as of now are read; stay the caller's.</param>
    public LaterRead(params IReadOnlyList<Tensor> tensors)
    {
        using IDisposable _ = no_grad();
        Device device = tensors[0].device;
        if (device.type == DeviceType.CPU)
        {
            _copies = [.. tensors.Select(tensor => tensor.clone().DetachFromDisposeScope())];
            return;
        }

        // libtorch pins the memory of such copies.
        _copies = [.. tensors.Select(tensor => tensor.to(CPU, non_blocking: true).DetachFromDisposeScope())];
        _stream = DeviceStream.Current(device);
        _arrival = _stream.Record();
    }

    /// <summary>Whether they are there; asking does not wait.</summary>
    public bool HasArrived => _arrival?.HasHappened ?? true;

    /// <summary>The tensors on the host, this object's; waits for them.</summary>
    public IReadOnlyList<Tensor> Take()
    {
        if (!HasArrived) _stream!.Synchronize();
        return _copies;
    }

    /// <summary>Frees the copies.</summary>
    public void Dispose()
    {
        foreach (Tensor copy in _copies) copy.Dispose();
        _arrival?.Dispose();
    }
}
