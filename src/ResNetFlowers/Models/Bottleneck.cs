using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>
/// 1×1, 3×3 and 1×1 convolutions and a shortcut: <c>[N, in, H, W]</c> → <c>[N, 4 × width, H / stride, W / stride]</c>. The stride is on
/// the 3×3 convolution, as in torchvision ("ResNet v1.5"), not on the first 1×1 as in the paper.
/// </summary>
public sealed class Bottleneck : Module<Tensor, Tensor>, IResidualBlock
{
    /// <summary>Output channels per channel of width.</summary>
    public const int Expansion = 4;

    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly BatchNorm2d bn3;
    private readonly Sequential? downsample;

    /// <summary>Creates the block; the shortcut is a projection where shape or stride ask for one.</summary>
    public Bottleneck(int in_channels, int width, int stride) : base(nameof(Bottleneck))
    {
        conv1 = Conv2d(in_channels, width, kernel_size: 1, bias: false);
        bn1 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, kernel_size: 3, stride: stride, padding: 1, bias: false);
        bn2 = BatchNorm2d(width);
        conv3 = Conv2d(width, width * Expansion, kernel_size: 1, bias: false);
        bn3 = BatchNorm2d(width * Expansion);
        downsample = Shortcut.Projection(in_channels, width * Expansion, stride);
        RegisterComponents();
    }

    Parameter IResidualBlock.LastWeight => bn3.weight!;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor residual = conv1.call(input).Then(bn1).relu_().Then(conv2).Then(bn2).relu_().Then(conv3).Then(bn3);
        return Shortcut.Join(residual, input, downsample).relu_().MoveToOuterDisposeScope();
    }
}
