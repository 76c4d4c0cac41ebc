using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>
/// An extension of ours, PyTorch's torch.accelerator.memory: what libtorch holds of a device's memory. It is there for devices other than
/// the CPU, in libtorch 2.9 and later.
/// </summary>
public static unsafe class DeviceMemory
{
    /// <summary>The most bytes that tensors held at once since <see cref="ResetPeak"/>.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">This libtorch does not tell, or the device is the CPU.</exception>
    public static long Peak(Device device)
    {
        long bytes;
        LibTorch.Check(LibTorch.flowers_device_peak_memory((int)device.type, device.index, &bytes));
        return bytes;
    }

    /// <summary>Begins to measure anew.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">As <see cref="Peak"/>.</exception>
    public static void ResetPeak(Device device) => LibTorch.Check(LibTorch.flowers_device_reset_peak_memory((int)device.type, device.index));

    /// <summary>Gives back to the device what libtorch keeps for tensors to come.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">As <see cref="Peak"/>.</exception>
    public static void EmptyCache(Device device) => LibTorch.Check(LibTorch.flowers_device_empty_cache((int)device.type));
}
