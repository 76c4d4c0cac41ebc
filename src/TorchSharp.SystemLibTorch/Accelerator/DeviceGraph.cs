using TorchSharp.Native;

namespace TorchSharp.SystemLibTorch;

/// <summary>
/// An extension of ours, PyTorch's torch.cuda.CUDAGraph: work that a device is given once and does again and again, without the host
/// naming its parts anew. What it reads and writes lies at the addresses that it had when it was captured.
/// </summary>
public sealed unsafe class DeviceGraph : IDisposable
{
    private nint _handle;

    private DeviceGraph(nint handle) => _handle = handle;

    /// <summary>Frees the graph and its memory.</summary>
    ~DeviceGraph() => Free();

    /// <summary>Whether the libtorch that is loaded has graphs of a kind that this binding knows.</summary>
    public static bool IsSupported => LibTorch.flowers_has_graphs() != 0;

    private nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(DeviceGraph));

    /// <summary>Notes down what a function gives a device to do; nothing of it is done.</summary>
    /// <param name="stream">A stream that is not the default one; the function should have run on it before.</param>
    /// <param name="work">Queues work; it must not wait for the device, and not read from it.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">This libtorch has no graphs, or the work is of a kind that no graph can hold.</exception>
    public static DeviceGraph Capture(DeviceStream stream, Action work)
    {
        nint handle;
        LibTorch.Check(LibTorch.flowers_graph_new(&handle));
        var graph = new DeviceGraph(handle);
        using IDisposable scope = stream.Use();
        try
        {
            LibTorch.Check(LibTorch.flowers_graph_begin(graph.Handle));
            try
            {
                work();
            }
            catch
            {
                // The capture is spoilt, and says so once more when it is ended; what spoilt it is the better message.
                _ = LibTorch.flowers_graph_end(graph.Handle);
                throw;
            }

            LibTorch.Check(LibTorch.flowers_graph_end(graph.Handle));
            return graph;
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>Queues the work on this thread's present stream.</summary>
    public void Replay()
    {
        LibTorch.Check(LibTorch.flowers_graph_replay(Handle));
        GC.KeepAlive(this);
    }

    /// <summary>Frees the graph and the memory of what it computes in.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0) LibTorch.flowers_graph_free(handle);
    }
}
