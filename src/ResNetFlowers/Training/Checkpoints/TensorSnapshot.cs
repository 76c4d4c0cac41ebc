using ResNetFlowers.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>Lends tensors as they are now to a writer that comes later, while they change: copies of them, on the CPU, until it is disposed.</summary>
internal sealed class TensorSnapshot : TensorExport
{
    private readonly List<Tensor> _copies = [];

    /// <inheritdoc/>
    public override TensorData Add(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor copy = (tensor.is_cpu() ? tensor.detach().clone() : tensor.detach().cpu()).contiguous().DetachFromDisposeScope();
        _copies.Add(copy);
        return base.Add(copy);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        foreach (Tensor copy in _copies) copy.Dispose();
    }
}
