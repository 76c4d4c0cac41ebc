using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>An extension of ours, PyTorch's torch.Stream: a queue of work of a device that has such queues; the CPU has none.</summary>
public sealed unsafe class DeviceStream
{
    private readonly int _type;
    private readonly int _index;
    private readonly long _id;

    private DeviceStream(Device device, long id)
    {
        Device = device;
        _type = (int)device.type;
        _index = device.index;
        _id = id;
    }

    /// <summary>The device that does the work.</summary>
    public Device Device { get; }

    /// <summary>One of libtorch's streams beside the default one; there are some dozens, which are given out in turn.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The device has no streams.</exception>
    public static DeviceStream FromPool(Device device)
    {
        long id;
        LibTorch.Check(LibTorch.flowers_stream_from_pool((int)device.type, device.index, &id));
        return new DeviceStream(device, id);
    }

    /// <summary>The stream on which this thread queues its work.</summary>
    public static DeviceStream Current(Device device)
    {
        long id;
        LibTorch.Check(LibTorch.flowers_stream_current((int)device.type, device.index, &id));
        return new DeviceStream(device, id);
    }

    /// <summary>Makes it the stream on which this thread queues its work, until disposal.</summary>
    public IDisposable Use() => new Scope(this);

    /// <summary>Waits until everything that was queued is done.</summary>
    public void Synchronize() => LibTorch.Check(LibTorch.flowers_stream_synchronize(_type, _index, _id));

    /// <summary>What is queued here from now on waits for the event; the host does not.</summary>
    public void Wait(DeviceEvent happening)
    {
        LibTorch.Check(LibTorch.flowers_event_block(happening.Handle, _type, _index, _id));
        GC.KeepAlive(happening);
    }

    /// <summary>What is queued here from now on waits for what is queued on another stream until now.</summary>
    public void Wait(DeviceStream other)
    {
        using DeviceEvent happening = other.Record();
        Wait(happening);
    }

    /// <summary>An event that happens when what is queued until now is done.</summary>
    public DeviceEvent Record()
    {
        var happening = new DeviceEvent(Device);
        LibTorch.Check(LibTorch.flowers_event_record(happening.Handle, _type, _index, _id));
        return happening;
    }

    /// <summary>
    /// Tells the memory of a tensor that this stream works with it: it is not used anew before what is queued here is done. For tensors
    /// that were made on another stream.
    /// </summary>
    public void Holds(Tensor tensor)
    {
        LibTorch.Check(LibTorch.flowers_tensor_record_stream(tensor.Handle, _id));
        GC.KeepAlive(tensor);
    }

    private long Exchange()
    {
        long before;
        LibTorch.Check(LibTorch.flowers_stream_exchange(_type, _index, _id, &before));
        return before;
    }

    private sealed class Scope(DeviceStream stream) : IDisposable
    {
        private readonly DeviceStream _before = new(stream.Device, stream.Exchange());

        public void Dispose() => _before.Exchange();
    }
}
