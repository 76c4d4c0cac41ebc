using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>
/// The bottleneck of ResNet v2, batch norm and ReLU before each of the 1×1, 3×3 and 1×1 convolutions and nothing after the sum:
/// <c>[N, in, H, W]</c> → <c>[N, out, ⌈H / stride⌉, ⌈W / stride⌉]</c>.
/// </summary>
public sealed class PreActBottleneck : Module<Tensor, Tensor>, IResidualBlock
{
    private readonly BatchNorm2d? bn1;
    private readonly Conv2d conv1;
    private BatchNorm2d? bn2;
    private readonly Conv2d conv2;
    private BatchNorm2d? bn3;
    private readonly Conv2d conv3;
    private Module<Tensor, Tensor>? downsample;

    /// <summary>Creates the block.</summary>
    /// <param name="in_channels">Channels of the input.</param>
    /// <param name="width">Channels of the 3×3 convolution.</param>
    /// <param name="out_channels">Channels of the output.</param>
    /// <param name="stride">Pixels of the input for one of the output, on the 3×3 convolution.</param>
    /// <param name="shortcut">Counts where the shape changes; it takes the input after the first batch norm and ReLU.</param>
    /// <param name="groups">Groups of the 3×3 convolution.</param>
    /// <param name="activated">Whether the input has been through batch norm and ReLU: the block after the stem needs none of its own.</param>
    public PreActBottleneck(
        int in_channels, int width, int out_channels, int stride, ShortcutKind shortcut = ShortcutKind.Convolution, int groups = 1,
        bool activated = false) : base(nameof(PreActBottleneck))
    {
        bn1 = activated ? null : BatchNorm2d(in_channels);
        conv1 = Conv2d(in_channels, width, kernel_size: 1, bias: false);
        bn2 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, kernel_size: 3, stride: stride, padding: 1, groups: groups, bias: false);
        bn3 = BatchNorm2d(width);
        conv3 = Conv2d(width, out_channels, kernel_size: 1, bias: false);
        downsample = Shortcut.Create(shortcut, in_channels, out_channels, stride);
        RegisterComponents();
    }

    Parameter IResidualBlock.LastWeight => conv3.weight;

    void IResidualBlock.FoldBatchNorms()
    {
        if (bn2 is null) return;
        conv1.Absorb(bn2);
        conv2.Absorb(bn3!);
        bn2 = bn3 = null;
        downsample = downsample.Folded();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor activated = bn1?.Activated(input) ?? input;
        Tensor residual = conv1.call(activated).ThenActivated(bn2).Then(conv2).ThenActivated(bn3).Then(conv3);
        return residual.add_(Shortcut.Fit(downsample is null ? input : activated, downsample)).MoveToOuterDisposeScope();
    }
}
