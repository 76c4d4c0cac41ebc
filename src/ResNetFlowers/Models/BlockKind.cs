namespace ResNetFlowers.Models;

/// <summary>The kinds of residual block.</summary>
public enum BlockKind
{
    /// <summary>Two 3×3 convolutions (He et al., "Deep Residual Learning for Image Recognition", 2016).</summary>
    Basic,

    /// <summary>1×1, 3×3 and 1×1 convolutions, the last with four times the channels (the same paper).</summary>
    Bottleneck,

    /// <summary>The basic block with batch norm and ReLU before each convolution (He et al., "Identity Mappings in Deep Residual Networks", 2016).</summary>
    PreActBasic,

    /// <summary>The bottleneck with batch norm and ReLU before each convolution (the same paper).</summary>
    PreActBottleneck,
}
