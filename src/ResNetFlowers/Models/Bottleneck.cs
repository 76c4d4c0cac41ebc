using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>
/// 1×1, 3×3 and 1×1 convolutions and a shortcut: <c>[N, in, H, W]</c> → <c>[N, out, ⌈H / stride⌉, ⌈W / stride⌉]</c>. The stride is on
/// the 3×3 convolution, as in torchvision ("ResNet v1.5"), not on the first 1×1 as in the paper.
/// </summary>
public sealed class Bottleneck : Module<Tensor, Tensor>, IResidualBlock
{
    /// <summary>Output channels per channel of width, in a plain ResNet.</summary>
    public const int Expansion = 4;

    private readonly Conv2d conv1;
    private BatchNorm2d? bn1;
    private readonly Conv2d conv2;
    private BatchNorm2d? bn2;
    private readonly Conv2d conv3;
    private BatchNorm2d? bn3;
    private Module<Tensor, Tensor>? downsample;

    /// <summary>Creates the block; <paramref name="shortcut"/> counts where the shape changes.</summary>
    public Bottleneck(
        int in_channels, int width, int out_channels, int stride, ShortcutKind shortcut = ShortcutKind.Projection, int groups = 1)
        : base(nameof(Bottleneck))
    {
        conv1 = Conv2d(in_channels, width, kernel_size: 1, bias: false);
        bn1 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, kernel_size: 3, stride: stride, padding: 1, groups: groups, bias: false);
        bn2 = BatchNorm2d(width);
        conv3 = Conv2d(width, out_channels, kernel_size: 1, bias: false);
        bn3 = BatchNorm2d(out_channels);
        downsample = Shortcut.Create(shortcut, in_channels, out_channels, stride);
        RegisterComponents();
    }

    Parameter IResidualBlock.LastWeight => bn3!.weight!;

    void IResidualBlock.FoldBatchNorms()
    {
        if (bn1 is null) return;
        conv1.Absorb(bn1);
        conv2.Absorb(bn2!);
        conv3.Absorb(bn3!);
        bn1 = bn2 = bn3 = null;
        downsample = downsample.Folded();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor residual = conv1.call(input).ThenActivated(bn1).Then(conv2).ThenActivated(bn2).Then(conv3);
        return residual.ThenActivated(bn3, Shortcut.Fit(input, downsample)).MoveToOuterDisposeScope();
    }
}
