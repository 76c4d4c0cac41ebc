using ResNetFlowers.Data.Caching;
using ResNetFlowers.Machine;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>How much of a device's memory photos may take.</summary>
internal static class DeviceRoom
{
    // The network, its gradients and what lies between its layers need the rest.
    private const double Share = 0.5;

    /// <summary>Bytes that photos may take; 0 where nobody says how many there are.</summary>
    public static long Find(Device device)
    {
        if (device.type == DeviceType.CPU) return (long)(AvailableMemory.Find() * Share);
        Gpu? gpu = ComputeDevice.FindGpu(device);
        return (long)((gpu?.FreeMemory ?? gpu?.Memory ?? 0) * Share);
    }
}
