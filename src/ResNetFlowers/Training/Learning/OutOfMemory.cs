using System.Runtime.InteropServices;

namespace ResNetFlowers.Training.Learning;

/// <summary>Tells when a device's memory was too small.</summary>
internal static class OutOfMemory
{
    /// <summary>Whether libtorch says so: "CUDA out of memory. Tried to allocate …".</summary>
    public static bool Is(ExternalException exception) => exception.Message.Contains("CUDA out of memory", StringComparison.Ordinal);
}
