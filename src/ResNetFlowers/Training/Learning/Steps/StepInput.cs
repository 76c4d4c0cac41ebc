using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning.Steps;

/// <summary>What a step learns from, on the device.</summary>
/// <param name="Images"><c>[N, C, H, W]</c>, float32, channels last.</param>
/// <param name="Targets">What the loss takes: the labels, or <c>[N, classes]</c> probabilities.</param>
/// <param name="Labels"><c>[N]</c>, int64.</param>
internal sealed record StepInput(Tensor Images, Tensor Targets, Tensor Labels)
{
    /// <summary>Photos.</summary>
    public int Count => (int)Labels.shape[0];

    /// <summary>Whether the tensors of another one fit into these.</summary>
    public bool HasShapesOf(StepInput other) =>
        Images.shape.AsSpan().SequenceEqual(other.Images.shape) && Targets.shape.AsSpan().SequenceEqual(other.Targets.shape);

    /// <summary>The same in tensors of its own, which outlive the dispose scope.</summary>
    public StepInput Copy() => new(
        Images.clone().DetachFromDisposeScope(), Targets.clone().DetachFromDisposeScope(), Labels.clone().DetachFromDisposeScope());

    /// <summary>Takes over what another one of the same shapes holds.</summary>
    public void Take(StepInput other)
    {
        using IDisposable _ = no_grad();
        Images.copy_(other.Images);
        Targets.copy_(other.Targets);
        Labels.copy_(other.Labels);
    }

    /// <summary>Frees the tensors.</summary>
    public void Free()
    {
        Images.Dispose();
        Targets.Dispose();
        Labels.Dispose();
    }
}
