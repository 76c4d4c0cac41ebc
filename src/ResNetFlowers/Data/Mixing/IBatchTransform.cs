using static TorchSharp.torch;

namespace ResNetFlowers.Data.Mixing;

/// <summary>
/// One step on a whole batch: a pure function of images, targets and random numbers, without state. The targets are probabilities,
/// as <see cref="SoftTargets.OneHot"/> makes them of labels.
/// </summary>
public interface IBatchTransform
{
    /// <summary>Applies the step. What is passed in stays as it is; what comes back may be the same tensors.</summary>
    /// <param name="images"><c>[N, C, H, W]</c>, float32.</param>
    /// <param name="targets"><c>[N, classes]</c>, float32, each row summing to 1.</param>
    /// <param name="random">Where chance comes from: <see cref="SoftTargets.RandomFor"/> gives every batch a stream of its own.</param>
    /// <returns>Images and targets of the same shapes, in the current dispose scope.</returns>
    (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets, RandomSource random);
}
