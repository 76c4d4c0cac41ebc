using static TorchSharp.torch;

namespace ResNetFlowers.Data.Mixing;

/// <summary>
/// Lays each photo over the one before it, half transparent, and mixes their labels alike ("mixup: Beyond Empirical Risk Minimization",
/// Zhang et al. 2018), as torchvision's <c>references/classification/transforms.py</c> does.
/// </summary>
/// <param name="Alpha">The photo's share is drawn from Beta(Alpha, Alpha); above 0. Small: mostly one photo. 1: all shares alike.</param>
/// <param name="Probability">How many batches, 0 to 1.</param>
public sealed record MixUp(double Alpha = 0.2, double Probability = 1) : IBatchTransform
{
    /// <inheritdoc/>
    public (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets, RandomSource random)
    {
        if (!random.Chance(Probability)) return (images, targets);
        double share = random.Beta(Alpha, Alpha);
        return (SoftTargets.MixWithRolled(images, share), SoftTargets.MixWithRolled(targets, share));
    }

    /// <inheritdoc/>
    public override string ToString() => $"RandomMixup(p={Probability}, alpha={Alpha})";
}
