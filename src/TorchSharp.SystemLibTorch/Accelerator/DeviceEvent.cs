using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>An extension of ours, PyTorch's torch.Event: a point in a stream's work, made by <see cref="DeviceStream.Record"/>.</summary>
public sealed unsafe class DeviceEvent : IDisposable
{
    private nint _handle;

    internal DeviceEvent(Device device)
    {
        nint handle;
        LibTorch.Check(LibTorch.flowers_event_new((int)device.type, &handle));
        _handle = handle;
    }

    /// <summary>Frees the native event.</summary>
    ~DeviceEvent() => Free();

    internal nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(DeviceEvent));

    /// <summary>Whether the stream has got there; asking does not wait.</summary>
    public bool HasHappened
    {
        get
        {
            int happened;
            LibTorch.Check(LibTorch.flowers_event_query(Handle, &happened));
            GC.KeepAlive(this);
            return happened != 0;
        }
    }

    /// <summary>Frees the event; streams that wait for it go on waiting.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0) LibTorch.flowers_event_free(handle);
    }
}
