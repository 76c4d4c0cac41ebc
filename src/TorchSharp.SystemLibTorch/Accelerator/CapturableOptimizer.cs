using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch;

/// <summary>
/// An extension of ours, PyTorch's <c>capturable=True</c>: the steps of an optimizer in two parts, of which the second, once captured in a
/// <see cref="DeviceGraph"/>, may be replayed with another learning rate. Every parameter must have a gradient at every step.
/// </summary>
/// <param name="optimizer">Adam, AdamW or SGD; stays the caller's, and its <c>step</c> may be called in between.</param>
public sealed class CapturableOptimizer(OptimizerHelper optimizer) : IDisposable
{
    private readonly CapturableGroup[] _groups = [.. optimizer.Capturable()];

    /// <summary>The host's part, outside of a graph, before each <see cref="Run"/> or replay: takes in the learning rate, counts the step.</summary>
    public void Prepare()
    {
        using IDisposable _ = no_grad();
        foreach (CapturableGroup group in _groups) group.Prepare();
    }

    /// <summary>The device's part.</summary>
    public void Run()
    {
        using IDisposable _ = no_grad();
        foreach (CapturableGroup group in _groups) group.Run();
    }

    /// <summary>Frees what the two parts share.</summary>
    public void Dispose()
    {
        foreach (CapturableGroup group in _groups) group.Dispose();
    }
}
