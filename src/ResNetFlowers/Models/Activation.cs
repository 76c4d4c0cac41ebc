using ResNetFlowers.Capabilities;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Models;

/// <summary>What stands around the convolutions of every block: batch norm, at a block's end the sum with its shortcut, and ReLU.</summary>
internal static class Activation
{
    /// <summary><c>max(0, norm(input) + added)</c> for a tensor that nobody else holds, of which it lets go.</summary>
    /// <param name="input"><c>[N, C, H, W]</c>.</param>
    /// <param name="norm">Null where it is folded into the convolution before it.</param>
    /// <param name="added">Of the input's shape, and null for nothing; stays the caller's.</param>
    public static Tensor ThenActivated(this Tensor input, BatchNorm2d? norm, Tensor? added = null)
    {
        if (norm is null) return Activated(input, added);
        using (input) return norm.Activated(input, added);
    }

    /// <summary>The same for an input that stays the caller's.</summary>
    public static Tensor Activated(this BatchNorm2d norm, Tensor input, Tensor? added = null) =>
        FusedActivation.Run(norm, input, added) ?? Activated(norm.call(input), added);

    /// <summary>In place.</summary>
    private static Tensor Activated(Tensor normalized, Tensor? added)
    {
        if (added is not null) normalized.add_(added);
        return normalized.relu_();
    }
}
