using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>
/// The basic block of ResNet v2, batch norm and ReLU before each 3×3 convolution and nothing after the sum:
/// <c>[N, in, H, W]</c> → <c>[N, width, ⌈H / stride⌉, ⌈W / stride⌉]</c>.
/// </summary>
public sealed class PreActBasicBlock : Module<Tensor, Tensor>, IResidualBlock
{
    private readonly BatchNorm2d? bn1;
    private readonly Conv2d conv1;
    private BatchNorm2d? bn2;
    private readonly Conv2d conv2;
    private Module<Tensor, Tensor>? downsample;

    /// <summary>Creates the block.</summary>
    /// <param name="in_channels">Channels of the input.</param>
    /// <param name="width">Channels of the output.</param>
    /// <param name="stride">Pixels of the input for one of the output.</param>
    /// <param name="shortcut">Counts where the shape changes; it takes the input after the first batch norm and ReLU.</param>
    /// <param name="activated">Whether the input has been through batch norm and ReLU: the block after the stem needs none of its own.</param>
    public PreActBasicBlock(int in_channels, int width, int stride, ShortcutKind shortcut = ShortcutKind.Convolution, bool activated = false)
        : base(nameof(PreActBasicBlock))
    {
        bn1 = activated ? null : BatchNorm2d(in_channels);
        conv1 = Conv2d(in_channels, width, kernel_size: 3, stride: stride, padding: 1, bias: false);
        bn2 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, kernel_size: 3, padding: 1, bias: false);
        downsample = Shortcut.Create(shortcut, in_channels, width, stride);
        RegisterComponents();
    }

    Parameter IResidualBlock.LastWeight => conv2.weight;

    void IResidualBlock.FoldBatchNorms()
    {
        if (bn2 is null) return;
        conv1.Absorb(bn2);
        bn2 = null;
        downsample = downsample.Folded();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor activated = bn1?.Activated(input) ?? input;
        Tensor residual = conv1.call(activated).ThenActivated(bn2).Then(conv2);
        return residual.add_(Shortcut.Fit(downsample is null ? input : activated, downsample)).MoveToOuterDisposeScope();
    }
}
