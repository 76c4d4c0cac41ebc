using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>Puts the blocks of a stage together.</summary>
internal static class Stage
{
    /// <summary>Makes a stage; its first block changes the shape, the others keep it.</summary>
    /// <param name="variant">Of which network.</param>
    /// <param name="in_channels">Channels of the input.</param>
    /// <param name="planes">Channels of the blocks, before <see cref="ResNetVariant.OutputChannels"/>.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="stride">Pixels of the input for one of the output.</param>
    /// <param name="follows_stem">Whether the input comes from the stem, with batch norm and ReLU applied.</param>
    public static Sequential Create(ResNetVariant variant, int in_channels, int planes, int blocks, int stride, bool follows_stem = false) =>
        Sequential(Enumerable.Range(0, blocks).Select(i => i == 0
            ? Block(variant, in_channels, planes, stride, follows_stem)
            : Block(variant, variant.OutputChannels(planes), planes, stride: 1, activated: false)));

    private static Module<Tensor, Tensor> Block(ResNetVariant variant, int in_channels, int planes, int stride, bool activated)
    {
        int width = planes * variant.WidthPerGroup / 64 * variant.Groups;
        return variant.Block switch
        {
            BlockKind.Basic => new BasicBlock(in_channels, planes, stride, variant.Shortcut, variant.ConvolutionBias),
            BlockKind.Bottleneck => new Bottleneck(in_channels, width, variant.OutputChannels(planes), stride, variant.Shortcut, variant.Groups),
            BlockKind.PreActBasic => new PreActBasicBlock(in_channels, planes, stride, variant.Shortcut, activated),
            BlockKind.PreActBottleneck =>
                new PreActBottleneck(in_channels, width, variant.OutputChannels(planes), stride, variant.Shortcut, variant.Groups, activated),
            _ => throw new ArgumentOutOfRangeException(nameof(variant), variant.Block, "there is no such block"),
        };
    }
}
