using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Capabilities;

/// <summary>Batch norm, sum and ReLU in one: TorchSharp has no such operator.</summary>
internal static class FusedActivation
{
    /// <summary>Always null.</summary>
    public static Tensor? Run(BatchNorm2d norm, Tensor input, Tensor? added) => null;
}
