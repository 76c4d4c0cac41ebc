using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>The most memory that was held at once: by tensors on a device; on the CPU, by the whole process since it began.</summary>
internal static class PeakMemory
{
    private const double Mebibyte = 1 << 20;

    /// <summary>In MiB; null where this libtorch does not tell of the device.</summary>
    public static double? InMebibytes(Device device)
    {
        if (device.type == DeviceType.CPU)
        {
            using Process process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / Mebibyte;
        }

        double? peak = null;
        Try(() => peak = DeviceMemory.Peak(device) / Mebibyte);
        return peak;
    }

    /// <summary>Begins anew, where that can be.</summary>
    public static void Reset(Device device)
    {
        if (device.type != DeviceType.CPU) Try(() => DeviceMemory.ResetPeak(device));
    }

    /// <summary>Gives back to the device what libtorch keeps for tensors to come; false where it cannot be told to.</summary>
    public static bool TryEmptyCache(Device device) => device.type != DeviceType.CPU && Try(() => DeviceMemory.EmptyCache(device));

    // libtorch before 2.9 has nothing to ask.
    private static bool Try(Action ask)
    {
        try
        {
            ask();
            return true;
        }
        catch (ExternalException)
        {
            return false;
        }
    }
}
