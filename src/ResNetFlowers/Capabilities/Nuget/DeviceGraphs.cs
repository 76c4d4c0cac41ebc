using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>TorchSharp has no CUDA graphs.</summary>
internal static class DeviceGraphs
{
    /// <summary>The device's graphs; always null.</summary>
    public static IGraphEngine? Find(Device device, out string reason)
    {
        reason = $"this build of the program cannot reach the graphs of {device}; build with -p:TorchProvider=system";
        return null;
    }
}
