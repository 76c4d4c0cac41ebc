using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>The most memory that was held at once: by the whole process since it began. Of a device's memory TorchSharp tells nothing.</summary>
internal static class PeakMemory
{
    private const double Mebibyte = 1 << 20;

    /// <summary>In MiB; null for a device other than the CPU.</summary>
    public static double? InMebibytes(Device device)
    {
        if (device.type != DeviceType.CPU) return null;
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / Mebibyte;
    }

    /// <summary>Does nothing.</summary>
    public static void Reset(Device device)
    {
    }

    /// <summary>TorchSharp has no such function.</summary>
    public static bool TryEmptyCache(Device device) => false;
}
