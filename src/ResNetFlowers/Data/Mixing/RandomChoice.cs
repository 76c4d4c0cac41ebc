using static TorchSharp.torch;

namespace ResNetFlowers.Data.Mixing;

/// <summary>One of several steps for each batch, all equally likely.</summary>
/// <param name="steps">The steps, at least one.</param>
public sealed class RandomChoice(params IReadOnlyList<IBatchTransform> steps) : IBatchTransform
{
    /// <summary>The steps to choose from.</summary>
    public IReadOnlyList<IBatchTransform> Steps { get; } = [.. steps];

    /// <inheritdoc/>
    public (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets, RandomSource random) =>
        Steps[random.Below(Steps.Count)].Apply(images, targets, random);

    /// <inheritdoc/>
    public override string ToString() => $"RandomChoice({string.Join(", ", Steps)})";
}
