using TorchSharp.Modules;
using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>Batch norm, sum and ReLU in one.</summary>
internal static class FusedActivation
{
    /// <summary><c>max(0, norm(input) + added)</c> as one operator, where there is one for the layer's mode; otherwise null.</summary>
    public static Tensor? Run(BatchNorm2d norm, Tensor input, Tensor? added) =>
        BatchNormReLU.Fits(norm) ? BatchNormReLU.Forward(norm, input, added) : null;
}
