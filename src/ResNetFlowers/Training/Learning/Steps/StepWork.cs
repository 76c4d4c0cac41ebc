using ResNetFlowers.Capabilities;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Optimization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning.Steps;

/// <summary>What the device does in a step, in its parts; none of them waits for it.</summary>
/// <param name="model">The network.</param>
/// <param name="optimizer">What learns its parameters.</param>
/// <param name="loss">What is made smaller.</param>
/// <param name="arithmetic">In what it computes.</param>
/// <param name="clipNorm">The length that gradients have at most; 0 leaves them as they are.</param>
internal sealed class StepWork(ResNet model, OptimizerHelper optimizer, TrainingLoss loss, Arithmetic arithmetic, double clipNorm)
{
    /// <summary>The mean loss of a batch, <c>[]</c>, float32 whatever the network computes in; and how many of it are classified right, <c>[]</c>, int64.</summary>
    public (Tensor Loss, Tensor Hits) Forward(StepInput input)
    {
        Tensor logits = Logits(input.Images);
        Tensor mean = loss.Of(logits, input.Targets);
        using IDisposable _ = no_grad();
        return (mean, logits.argmax(1).eq(input.Labels).sum());
    }

    /// <summary>
    /// Forgets the gradients, so that the next are written and not added. Not the optimizer's <c>zero_grad</c>: TorchSharp's keeps their
    /// memory, and leaves a handle of each to the garbage collector.
    /// </summary>
    public void ZeroGradients()
    {
        foreach (Parameter parameter in optimizer.parameters()) parameter.grad = null;
    }

    /// <summary>Shortens the gradients where that was asked for.</summary>
    public void Clip()
    {
        if (clipNorm > 0) DeviceMath.ClipGradNorm(optimizer.parameters(), clipNorm);
    }

    private Tensor Logits(Tensor images)
    {
        using IDisposable? _ = arithmetic.Casts();
        return model.call(images).to_type(float32);
    }
}
