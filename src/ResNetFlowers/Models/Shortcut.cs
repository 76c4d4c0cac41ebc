using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>What the blocks share: the shortcut around their convolutions, and passing a tensor from layer to layer.</summary>
internal static class Shortcut
{
    /// <summary>A 1×1 convolution with batch norm where the block changes shape (option B of the paper); else null, for the identity.</summary>
    public static Sequential? Projection(int in_channels, int out_channels, int stride) => in_channels == out_channels && stride == 1
        ? null
        : Sequential(Conv2d(in_channels, out_channels, kernel_size: 1, stride: stride, bias: false), BatchNorm2d(out_channels));

    /// <summary>Adds the block's input, projected if need be, to the residual, in place.</summary>
    public static Tensor Join(Tensor residual, Tensor input, Sequential? downsample)
    {
        if (downsample is null) return residual.add_(input);
        using Tensor projected = downsample.call(input);
        return residual.add_(projected);
    }

    /// <summary>Feeds a tensor that nobody else holds to the next layer and lets go of it, so that no activation lives longer than needed.</summary>
    public static Tensor Then(this Tensor input, Module<Tensor, Tensor> layer)
    {
        using (input) return layer.call(input);
    }
}
