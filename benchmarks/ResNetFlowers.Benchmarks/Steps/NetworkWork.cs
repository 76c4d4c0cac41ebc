using ResNetFlowers.Models;

namespace ResNetFlowers.Benchmarks.Steps;

/// <summary>How much a network calculates, so that its rate can be compared with the machine's.</summary>
internal static class NetworkWork
{
    // A multiplication and an addition.
    private const int OperationsOfMultiplyAdd = 2;

    // Forward, and in the way back once for the gradient of each layer's input and once for that of its weights: as much each time. The
    // first layer's input needs none; those one or two percent are counted as if it did.
    private const int PassesOfTraining = 3;

    /// <summary>Floating-point operations for one picture, of convolutions and linear layers: all else together is below one percent.</summary>
    /// <param name="arch">The name of a <see cref="ResNetVariant"/>.</param>
    /// <param name="classes">Outputs of the head.</param>
    /// <param name="imageSize">Side of the picture, in pixels.</param>
    /// <param name="isTraining">Whether it is learned from, or only looked at.</param>
    public static long Operations(string arch, int classes, int imageSize, bool isTraining) =>
        ModelSummary.Of(ResNetVariant.Named(arch), classes, imageSize).MultiplyAdds * OperationsOfMultiplyAdd * (isTraining ? PassesOfTraining : 1);
}
