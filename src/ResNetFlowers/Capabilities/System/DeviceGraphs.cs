using System.Collections.Concurrent;
using TorchSharp;
using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>CUDA graphs of libtorch.</summary>
internal sealed class DeviceGraphs : IGraphEngine
{
    // One for each device, for its stream's sake: cuBLAS keeps memory for each stream that it has seen, 32 MiB and more on an H100.
    private static readonly ConcurrentDictionary<int, DeviceGraphs> Engines = new();

    private readonly Device _device;

    // Graphs are captured beside the default stream, on which they are replayed.
    private readonly DeviceStream _side;

    private DeviceGraphs(Device device)
    {
        _device = device;
        _side = DeviceStream.FromPool(device);
    }

    /// <summary>The device's graphs; null where it has none, for the reason told.</summary>
    public static DeviceGraphs? Find(Device device, out string reason)
    {
        reason = device.type != DeviceType.CUDA ? $"{device} has no CUDA graphs" : DeviceGraph.IsSupported ? "" : $"libtorch {__version__} has no CUDA graphs that this program knows";
        return reason.Length == 0 ? Engines.GetOrAdd(device.index, _ => new DeviceGraphs(device)) : null;
    }

    /// <inheritdoc/>
    public void WarmUp(Action work)
    {
        DeviceStream present = DeviceStream.Current(_device);
        _side.Wait(present);
        using (_side.Use()) work();
        present.Wait(_side);
    }

    /// <inheritdoc/>
    public ICapturedWork Capture(Action work)
    {
        _side.Wait(DeviceStream.Current(_device));
        return new Captured(DeviceGraph.Capture(_side, work));
    }

    private sealed class Captured(DeviceGraph graph) : ICapturedWork
    {
        public void Replay() => graph.Replay();

        public void Dispose() => graph.Dispose();
    }
}
