using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>Numbers from a device; TorchSharp has no events that tell when they have come, so making this waits for them.</summary>
internal sealed class LaterRead : IDisposable
{
    private readonly double[] _numbers;

    /// <param name="numbers">Tensors of one element, of which their values as of now are read; stay the caller's.</param>
    public LaterRead(params IReadOnlyList<Tensor> numbers) => _numbers = [.. numbers.Select(number => number.ToDouble())];

    /// <summary>Whether they are there.</summary>
    public bool HasArrived => true;

    /// <summary>One of them.</summary>
    public double this[int index] => _numbers[index];

    public void Dispose()
    {
    }
}
