using System.Runtime.InteropServices;
using System.Text;

namespace ResNetFlowers.Machine;

/// <summary>
/// What NVIDIA's management library, part of the driver, knows of a GPU's memory without taking any of it:
/// https://docs.nvidia.com/deploy/nvml-api/.
/// </summary>
internal static unsafe class GpuMemory
{
    /// <summary>nvmlMemory_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Memory
    {
        public ulong Total;
        public ulong Free;
        public ulong Used;
    }

    /// <summary>Bytes that nobody has taken; null where the library is missing or does not say.</summary>
    /// <param name="bus">Where the GPU is plugged in, in the driver's notation: it counts the GPUs in another order than CUDA.</param>
    public static long? Free(string bus)
    {
        if (NativeExports.TryLoad(OperatingSystem.IsWindows() ? "nvml.dll" : "libnvidia-ml.so.1") is not { } library) return null;
        var initialize = (delegate* unmanaged<int>)library.Find("nvmlInit_v2");
        var shutdown = (delegate* unmanaged<int>)library.Find("nvmlShutdown");
        var find = (delegate* unmanaged<byte*, nint*, int>)library.Find("nvmlDeviceGetHandleByPciBusId_v2");
        var read = (delegate* unmanaged<nint, Memory*, int>)library.Find("nvmlDeviceGetMemoryInfo");
        if (initialize is null || shutdown is null || find is null || read is null || initialize() != 0) return null;

        nint device;
        Memory memory = default;
        fixed (byte* place = Encoding.UTF8.GetBytes(bus + '\0'))
        {
            bool isRead = find(place, &device) == 0 && read(device, &memory) == 0;
            _ = shutdown();
            return isRead ? (long)memory.Free : null;
        }
    }
}
