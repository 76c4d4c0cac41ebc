namespace ResNetFlowers.Models;

/// <summary>The order in which a feature map <c>[N, C, H, W]</c> lies in memory; PyTorch's memory formats.</summary>
public enum MemoryLayout
{
    /// <summary>One channel after another, <c>torch.contiguous_format</c>.</summary>
    Contiguous,

    /// <summary>All channels of a pixel together, <c>torch.channels_last</c>.</summary>
    ChannelsLast,
}
