namespace ResNetFlowers.Models;

/// <summary>The two kinds of residual block (He et al., "Deep Residual Learning for Image Recognition", 2016).</summary>
public enum BlockKind
{
    /// <summary>Two 3×3 convolutions.</summary>
    Basic,

    /// <summary>1×1, 3×3 and 1×1 convolutions, the last with four times the channels.</summary>
    Bottleneck,
}

/// <summary>One ResNet as data: its name, its kind of block and how many blocks each of the four stages has.</summary>
public sealed record ResNetVariant(string Name, BlockKind Block, int Stage1, int Stage2, int Stage3, int Stage4)
{
    /// <summary>Every variant, smallest first (table 1 of the paper).</summary>
    public static IReadOnlyList<ResNetVariant> All { get; } =
    [
        new("resnet18", BlockKind.Basic, 2, 2, 2, 2),
        new("resnet34", BlockKind.Basic, 3, 4, 6, 3),
        new("resnet50", BlockKind.Bottleneck, 3, 4, 6, 3),
        new("resnet101", BlockKind.Bottleneck, 3, 4, 23, 3),
        new("resnet152", BlockKind.Bottleneck, 3, 8, 36, 3),
    ];

    /// <summary>Finds a variant by name.</summary>
    /// <exception cref="InputException">No variant has this name; the message lists those there are.</exception>
    public static ResNetVariant Named(string name) =>
        All.FirstOrDefault(variant => variant.Name == name)
        ?? throw new InputException($"--arch {name}: there is no such network; choose one of {string.Join(", ", All.Select(variant => variant.Name))}");

    /// <summary>Channels that a block of <paramref name="width"/> channels hands on.</summary>
    public int OutputChannels(int width) => Block == BlockKind.Basic ? width : width * Bottleneck.Expansion;
}
