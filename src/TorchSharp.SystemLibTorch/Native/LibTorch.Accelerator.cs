using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The exports of native/torch_accelerator.cpp.</summary>
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
}
