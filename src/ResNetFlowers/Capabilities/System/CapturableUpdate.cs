using TorchSharp.Modules;
using TorchSharp.SystemLibTorch;

namespace ResNetFlowers.Capabilities;

/// <summary>An optimizer's steps in two parts, the second of which a graph can hold.</summary>
/// <param name="optimizer">Adam, AdamW or SGD; stays the caller's.</param>
internal sealed class CapturableUpdate(OptimizerHelper optimizer) : IDisposable
{
    private readonly CapturableOptimizer _optimizer = new(optimizer);

    /// <summary>The host's part: takes in the learning rate, counts the step.</summary>
    public void Prepare() => _optimizer.Prepare();

    /// <summary>The device's part.</summary>
    public void Run() => _optimizer.Run();

    /// <summary>Frees what the two parts share.</summary>
    public void Dispose() => _optimizer.Dispose();
}
