using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>What leads around a block that changes the shape; elsewhere every shortcut is the identity.</summary>
public enum ShortcutKind
{
    /// <summary>Option A of the first paper: every stride-th pixel, and zeros for the channels that are new. It has no parameters.</summary>
    ZeroPadding,

    /// <summary>Option B of the first paper: a 1×1 convolution and batch norm.</summary>
    Projection,

    /// <summary>A 1×1 convolution without batch norm.</summary>
    Convolution,
}

/// <summary>What the blocks share: the shortcut around their convolutions, and passing a tensor from layer to layer.</summary>
internal static class Shortcut
{
    /// <summary>What leads around a block that changes the shape; null, for the identity, where it does not.</summary>
    /// <param name="kind">What to do about the change.</param>
    /// <param name="in_channels">Channels of the block's input.</param>
    /// <param name="out_channels">Channels of its output, no fewer.</param>
    /// <param name="stride">Pixels of the input for one of the output.</param>
    /// <param name="bias">Whether convolutions have one.</param>
    public static Module<Tensor, Tensor>? Create(ShortcutKind kind, int in_channels, int out_channels, int stride, bool bias = false)
    {
        if (in_channels == out_channels && stride == 1) return null;
        return kind switch
        {
            ShortcutKind.ZeroPadding => new ZeroPaddedIdentity(out_channels - in_channels, stride),
            ShortcutKind.Projection => Sequential(Convolution(), BatchNorm2d(out_channels)),
            ShortcutKind.Convolution => Sequential(Convolution()),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "there is no such shortcut"),
        };

        Module<Tensor, Tensor> Convolution() => Conv2d(in_channels, out_channels, kernel_size: 1, stride: stride, bias: bias);
    }

    /// <summary>The block's input, made to fit the residual if need be.</summary>
    public static Tensor Fit(Tensor input, Module<Tensor, Tensor>? downsample) => downsample?.call(input) ?? input;

    /// <summary>
    /// Feeds a tensor that nobody else holds to the next layer and lets go of it, so that no activation lives longer than needed; null is a
    /// layer that is not there any more.
    /// </summary>
    public static Tensor Then(this Tensor input, Module<Tensor, Tensor>? layer)
    {
        if (layer is null) return input;
        using (input) return layer.call(input);
    }

    /// <summary>Every stride-th pixel, and zeros for the channels that are new: option A of the paper.</summary>
    internal sealed class ZeroPaddedIdentity(int newChannels, int stride) : Module<Tensor, Tensor>(nameof(ZeroPaddedIdentity))
    {
        /// <summary>Channels of zeros behind those of the input.</summary>
        public int NewChannels => newChannels;

        /// <summary>Pixels of the input for one of the output.</summary>
        public int Stride => stride;

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor pixels = input.slice(2, 0, input.shape[2], stride).slice(3, 0, input.shape[3], stride);
            return functional.pad(pixels, [0, 0, 0, 0, 0, newChannels]).MoveToOuterDisposeScope();
        }
    }
}
