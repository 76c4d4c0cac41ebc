using System.Runtime.InteropServices;
using TorchSharp.Native;
using TorchSharp.SystemLibTorch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of libtorch, such as <c>1.13.1</c>.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(LibTorch.flowers_version())!;

    public static int get_num_threads() => LibTorch.flowers_get_threads();

    public static void set_num_threads(int num) => LibTorch.Check(LibTorch.flowers_set_threads(num));

    public static int get_num_interop_threads() => LibTorch.flowers_get_interop_threads();

    public static void set_num_interop_threads(int num) => LibTorch.Check(LibTorch.flowers_set_interop_threads(num));

    /// <summary>Loads libtorch, if that has not happened yet, and sees that it can use the device.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType)) throw new InvalidOperationException($"this libtorch has no {deviceType} device");
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CPU => LibTorch.flowers_get_threads() > 0,
        DeviceType.CUDA => cuda.is_available(),
        _ => false,
    };

    public static bool cuda_is_available() => cuda.is_available();

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Current.Open();

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current.Innermost;

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static unsafe int device_count()
        {
            if (CudaLibrary.State != CudaLibraryState.Loaded) return 0;
            int count;
            LibTorch.Check(LibTorch.flowers_cuda_devices(&count));
            return count;
        }

        public static void synchronize(Device? device = null) =>
            LibTorch.Check(LibTorch.flowers_cuda_synchronize(device is null ? 0 : device.index));
    }
}
