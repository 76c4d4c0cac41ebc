using static TorchSharp.torch;

namespace ResNetFlowers.Training.Optimization;

/// <summary>
/// What a step makes smaller: cross entropy, with label smoothing ("Rethinking the Inception Architecture", Szegedy et al., 2016) and a
/// weight for each class; torch.nn.CrossEntropyLoss with the same options.
/// </summary>
public sealed class TrainingLoss : IDisposable
{
    private readonly double _labelSmoothing;
    private readonly Tensor? _classWeights;

    /// <summary>Creates the loss.</summary>
    /// <param name="labelSmoothing">The share of each target that is spread evenly over all classes, in [0, 1).</param>
    /// <param name="classWeights">A weight for each class, at least 0, see <see cref="ClassBalance.Weights"/>; null weighs all alike.</param>
    /// <param name="device">Where the network runs; null is the CPU.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public TrainingLoss(double labelSmoothing = 0, IReadOnlyList<double>? classWeights = null, Device? device = null)
    {
        if (!(labelSmoothing is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "label smoothing is in [0, 1)");
        foreach (double weight in classWeights ?? [])
        {
            if (!(weight >= 0 && double.IsFinite(weight))) throw new ArgumentOutOfRangeException(nameof(classWeights), weight, "a class weighs at least 0");
        }

        _labelSmoothing = labelSmoothing;
        if (classWeights is null) return;
        float[] weights = [.. classWeights.Select(weight => (float)weight)];
        _classWeights = tensor(weights, device: device).DetachFromDisposeScope();
    }

    /// <summary>The mean loss of a batch, <c>[]</c>.</summary>
    /// <param name="logits"><c>[N, C]</c>.</param>
    /// <param name="targets">
    /// The classes, <c>[N]</c>, int64; or their probabilities, <c>[N, C]</c>, float32, each row adding up to 1, as MixUp and CutMix make them.
    /// </param>
    /// <remarks>
    /// With class weights the mean over classes <c>[N]</c> is the weighted one, that over probabilities divides by N, as in PyTorch.
    /// </remarks>
    public Tensor Of(Tensor logits, Tensor targets) =>
        nn.functional.cross_entropy(logits, targets, weight: _classWeights, label_smoothing: _labelSmoothing);

    /// <summary>Frees the class weights.</summary>
    public void Dispose() => _classWeights?.Dispose();
}
