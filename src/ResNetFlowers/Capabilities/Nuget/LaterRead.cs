using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>Tensors from a device; TorchSharp has no events that tell when they have come, so making this waits for them.</summary>
internal sealed class LaterRead : IDisposable
{
    private readonly Tensor[] _copies;

    /// <param name="tensors">Of which the values as of now are read; stay the caller's.</param>
    public LaterRead(params IReadOnlyList<Tensor> tensors)
    {
        using IDisposable _ = no_grad();
        _copies = [.. tensors.Select(tensor => tensor.to(CPU, copy: true).DetachFromDisposeScope())];
    }

    /// <summary>Whether they are there.</summary>
    public bool HasArrived => true;

    /// <summary>The tensors on the host, this object's.</summary>
    public IReadOnlyList<Tensor> Take() => _copies;

    /// <summary>Frees the copies.</summary>
    public void Dispose()
    {
        foreach (Tensor copy in _copies) copy.Dispose();
    }
}
