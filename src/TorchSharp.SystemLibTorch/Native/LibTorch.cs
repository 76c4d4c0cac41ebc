using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The exports of native/torch_native.cpp, and the loading of them.</summary>
internal static unsafe partial class LibTorch
{
    private const string Library = "flowers_torch";

    static LibTorch()
    {
        NativeLibrary.SetDllImportResolver(typeof(LibTorch).Assembly, Resolve);
        LimitSpinning();
        Check(flowers_skip_teardown());

        // libtorch leaves the number of threads to OpenMP, and some builds start with one. To set it, even to what it is, starts the
        // threads of a second pool, which spin on a core for 25 ms.
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OMP_NUM_THREADS")) && flowers_get_threads() != Environment.ProcessorCount)
            Check(flowers_set_threads(Environment.ProcessorCount));
    }

    /// <summary>Turns a failure into an exception that carries libtorch's own message.</summary>
    /// <exception cref="ExternalException">The native call failed.</exception>
    public static void Check(int succeeded)
    {
        if (succeeded == 0) Throw();
    }

    /// <summary>What the last call of this thread that failed had to say.</summary>
    public static string LastError => Marshal.PtrToStringUTF8(flowers_last_error()) ?? "libtorch failed without a message";

    private static void Throw() => throw new ExternalException(LastError);

    // GNU OpenMP's idle threads spin for milliseconds at every barrier, on cores that the threads decoding photos could use: with two
    // cores that costs half of the speed. It reads its settings once, when it is loaded, and a user's own come first.
    private static void LimitSpinning()
    {
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null) _ = setenv("GOMP_SPINCOUNT", "1000", overwrite: 0);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)] private static partial int setenv(string name, string value, int overwrite);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Library) return 0;
        return NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libflowers_torch.so"));
    }

    [LibraryImport(Library)] private static partial nint flowers_last_error();
    [LibraryImport(Library)] public static partial nint flowers_version();

    [LibraryImport(Library)] public static partial int flowers_find_operator(nint name, nint overload, nint* handle);
    [LibraryImport(Library)] public static partial int flowers_operator_is_for(nint handle, int type, int* isFor);
    [LibraryImport(Library)]
    public static partial int flowers_call(
        nint handle, NativeValue* arguments, int argumentCount, NativeValue* results, int resultCapacity, int* resultCount);

    [LibraryImport(Library)] public static partial void flowers_tensor_free(nint tensor);
    [LibraryImport(Library)] public static partial int flowers_tensor_share(nint tensor, nint* shared);
    [LibraryImport(Library)] public static partial int flowers_tensor_info(nint tensor, TensorInfo* info);
    [LibraryImport(Library)] public static partial int flowers_tensor_shape(nint tensor, long* sizes, long* strides);
    [LibraryImport(Library)] public static partial int flowers_tensor_data(nint tensor, nint* data);
    [LibraryImport(Library)]
    public static partial int flowers_tensor_over(
        void* data, long* sizes, int dimensions, int scalarType, delegate* unmanaged<nint, void> release, nint owner, nint* tensor);

    [LibraryImport(Library)] public static partial int flowers_backward(nint tensor, nint gradient, int retainGraph, int createGraph);
    [LibraryImport(Library)] public static partial int flowers_get_grad(nint tensor, nint* gradient);
    [LibraryImport(Library)] public static partial int flowers_set_grad(nint tensor, nint gradient);
    [LibraryImport(Library)] public static partial int flowers_set_requires_grad(nint tensor, int requiresGrad);
    [LibraryImport(Library)] public static partial int flowers_set_data(nint tensor, nint source);
    [LibraryImport(Library)] public static partial int flowers_grad_mode();
    [LibraryImport(Library)] public static partial void flowers_set_grad_mode(int enabled);
    [LibraryImport(Library)] public static partial int flowers_inference_mode_enter(int enabled, nint* guard);
    [LibraryImport(Library)] public static partial int flowers_inference_mode_leave(nint guard);

    [LibraryImport(Library)] public static partial int flowers_get_threads();
    [LibraryImport(Library)] public static partial int flowers_set_threads(int threads);
    [LibraryImport(Library)] public static partial int flowers_get_interop_threads();
    [LibraryImport(Library)] public static partial int flowers_set_interop_threads(int threads);
    [LibraryImport(Library)] public static partial int flowers_manual_seed(long seed);
    [LibraryImport(Library)] public static partial nint flowers_show_config();
    [LibraryImport(Library)] public static partial nint flowers_parallel_info();
    [LibraryImport(Library)] public static partial nint flowers_libtorch_path();
    [LibraryImport(Library)] public static partial int flowers_load_cuda_library(int* found);
    [LibraryImport(Library)] public static partial int flowers_cuda_devices(int* count);
    [LibraryImport(Library)] public static partial int flowers_cuda_versions(long* runtime, long* cudnn);
    [LibraryImport(Library)] public static partial int flowers_cuda_synchronize(int device);
    [LibraryImport(Library)] private static partial int flowers_skip_teardown();
}
