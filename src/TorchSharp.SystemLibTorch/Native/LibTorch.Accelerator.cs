using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The exports of native/torch_accelerator.cpp, torch_precision.cpp and cuda_graph.cpp.</summary>
internal static unsafe partial class LibTorch
{
    [LibraryImport(Library)] public static partial int flowers_stream_from_pool(int type, int index, long* id);
    [LibraryImport(Library)] public static partial int flowers_stream_current(int type, int index, long* id);
    [LibraryImport(Library)] public static partial int flowers_stream_exchange(int type, int index, long id, long* before);
    [LibraryImport(Library)] public static partial int flowers_stream_synchronize(int type, int index, long id);
    [LibraryImport(Library)] public static partial int flowers_tensor_record_stream(nint tensor, long id);

    [LibraryImport(Library)] public static partial int flowers_event_new(int type, nint* @event);
    [LibraryImport(Library)] public static partial void flowers_event_free(nint @event);
    [LibraryImport(Library)] public static partial int flowers_event_record(nint @event, int type, int index, long id);
    [LibraryImport(Library)] public static partial int flowers_event_block(nint @event, int type, int index, long id);
    [LibraryImport(Library)] public static partial int flowers_event_query(nint @event, int* happened);

    [LibraryImport(Library)] public static partial int flowers_device_peak_memory(int type, int index, long* bytes);
    [LibraryImport(Library)] public static partial int flowers_device_reset_peak_memory(int type, int index);
    [LibraryImport(Library)] public static partial int flowers_device_empty_cache(int type);

    [LibraryImport(Library)] public static partial int flowers_autocast_enter(int type, int dtype, nint* guard);
    [LibraryImport(Library)] public static partial int flowers_autocast_leave(nint guard);
    [LibraryImport(Library)] public static partial int flowers_set_tf32(int allowed);
    [LibraryImport(Library)] public static partial int flowers_set_cudnn_benchmark(int enabled);
    [LibraryImport(Library)] public static partial int flowers_cuda_has_bfloat16(int* has);

    [LibraryImport(Library)] public static partial int flowers_has_graphs();
    [LibraryImport(Library)] public static partial int flowers_graph_new(nint* graph);
    [LibraryImport(Library)] public static partial void flowers_graph_free(nint graph);
    [LibraryImport(Library)] public static partial int flowers_graph_begin(nint graph);
    [LibraryImport(Library)] public static partial int flowers_graph_end(nint graph);
    [LibraryImport(Library)] public static partial int flowers_graph_replay(nint graph);
}
