using TorchSharp.Modules;

namespace ResNetFlowers.Capabilities;

/// <summary>TorchSharp's optimizers take their steps in one part: there are no graphs to hold one.</summary>
internal sealed class CapturableUpdate : IDisposable
{
    /// <exception cref="NotSupportedException">Always; see <see cref="DeviceGraphs"/>.</exception>
    public CapturableUpdate(OptimizerHelper optimizer) => throw new NotSupportedException($"{optimizer.GetType().Name}: TorchSharp's steps cannot be captured");

    /// <summary>Never reached.</summary>
    public void Prepare()
    {
    }

    /// <summary>Never reached.</summary>
    public void Run()
    {
    }

    public void Dispose()
    {
    }
}
