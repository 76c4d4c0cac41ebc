using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>
/// Two 3×3 convolutions and a shortcut: <c>[N, in, H, W]</c> → <c>[N, width, ⌈H / stride⌉, ⌈W / stride⌉]</c>.
/// </summary>
public sealed class BasicBlock : Module<Tensor, Tensor>, IResidualBlock
{
    private readonly Conv2d conv1;
    private BatchNorm2d? bn1;
    private readonly Conv2d conv2;
    private BatchNorm2d? bn2;
    private Module<Tensor, Tensor>? downsample;

    /// <summary>Creates the block; <paramref name="shortcut"/> counts where the shape changes.</summary>
    public BasicBlock(int in_channels, int width, int stride, ShortcutKind shortcut = ShortcutKind.Projection, bool bias = false)
        : base(nameof(BasicBlock))
    {
        conv1 = Conv2d(in_channels, width, kernel_size: 3, stride: stride, padding: 1, bias: bias);
        bn1 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, kernel_size: 3, padding: 1, bias: bias);
        bn2 = BatchNorm2d(width);
        downsample = Shortcut.Create(shortcut, in_channels, width, stride, bias);
        RegisterComponents();
    }

    Parameter IResidualBlock.LastWeight => bn2!.weight!;

    void IResidualBlock.FoldBatchNorms()
    {
        if (bn1 is null) return;
        conv1.Absorb(bn1);
        conv2.Absorb(bn2!);
        bn1 = bn2 = null;
        downsample = downsample.Folded();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor residual = conv1.call(input).ThenActivated(bn1).Then(conv2);
        return residual.ThenActivated(bn2, Shortcut.Fit(input, downsample)).MoveToOuterDisposeScope();
    }
}
