using TorchSharp;
using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>Numbers on their way from a device to the host, which goes on in the meantime; on the CPU they are there at once.</summary>
internal sealed class LaterRead : IDisposable
{
    private readonly Tensor[] _numbers;
    private readonly DeviceEvent? _arrival;

    /// <param name="numbers">Tensors of one element, of which their values as of now are read; stay the caller's.</param>
    public LaterRead(params IReadOnlyList<Tensor> numbers)
    {
        using IDisposable _ = no_grad();
        Device device = numbers[0].device;
        if (device.type == DeviceType.CPU)
        {
            _numbers = [.. numbers.Select(number => number.clone().DetachFromDisposeScope())];
            return;
        }

        // libtorch pins the memory of such copies.
        _numbers = [.. numbers.Select(number => number.to(CPU, non_blocking: true).DetachFromDisposeScope())];
        _arrival = DeviceStream.Current(device).Record();
    }

    /// <summary>Whether they are there; asking does not wait.</summary>
    public bool HasArrived => _arrival?.HasHappened ?? true;

    /// <summary>One of them, once all have arrived.</summary>
    public double this[int index] => _numbers[index].ToDouble();

    /// <summary>Frees the copies.</summary>
    public void Dispose()
    {
        foreach (Tensor number in _numbers) number.Dispose();
        _arrival?.Dispose();
    }
}
