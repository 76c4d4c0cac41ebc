using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Models;

/// <summary>One network as data: its name, its kind of block, how many blocks each of the four stages has, and what else it has of its own.</summary>
public sealed record ResNetVariant(string Name, BlockKind Block, int Stage1, int Stage2, int Stage3, int Stage4)
{
    /// <summary>What leads around blocks that change the shape.</summary>
    public ShortcutKind Shortcut { get; init; } = ShortcutKind.Projection;

    /// <summary>Groups of the 3×3 convolution of a bottleneck (Xie et al., "Aggregated Residual Transformations", 2017).</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Channels of each group in the first stage (Zagoruyko and Komodakis, "Wide Residual Networks", 2016, with one group).</summary>
    public int WidthPerGroup { get; init; } = 64;

    /// <summary>Whether convolutions have a bias, which batch norm makes superfluous.</summary>
    public bool ConvolutionBias { get; init; }

    /// <summary>The weights that it starts from.</summary>
    public WeightScheme Initialization { get; init; } = WeightScheme.KaimingNormal;

    /// <summary>Outputs of the head where nobody says otherwise.</summary>
    public int NumClasses { get; init; } = 1000;

    /// <summary>How pixels become the numbers that it takes, where nobody says otherwise.</summary>
    public Normalization Normalization { get; init; } = Normalization.ImageNet;

    /// <summary>The preset of augmentation that it is trained with, where nobody says otherwise.</summary>
    public string Augment { get; init; } = TransformPresets.Default;

    /// <summary>Every variant, family by family, smallest first.</summary>
    public static IReadOnlyList<ResNetVariant> All { get; } =
    [
        // Table 1 of the first paper, with shortcuts B as torchvision.
        new("resnet18", BlockKind.Basic, 2, 2, 2, 2),
        new("resnet34", BlockKind.Basic, 3, 4, 6, 3),
        new("resnet50", BlockKind.Bottleneck, 3, 4, 6, 3),
        new("resnet101", BlockKind.Bottleneck, 3, 4, 23, 3),
        new("resnet152", BlockKind.Bottleneck, 3, 8, 36, 3),

        // The same with shortcuts A: table 2 of the first paper.
        new("resnet18-a", BlockKind.Basic, 2, 2, 2, 2) { Shortcut = ShortcutKind.ZeroPadding },
        new("resnet34-a", BlockKind.Basic, 3, 4, 6, 3) { Shortcut = ShortcutKind.ZeroPadding },

        // Torchvision's.
        new("resnext50_32x4d", BlockKind.Bottleneck, 3, 4, 6, 3) { Groups = 32, WidthPerGroup = 4 },
        new("resnext101_32x8d", BlockKind.Bottleneck, 3, 4, 23, 3) { Groups = 32, WidthPerGroup = 8 },
        new("wide_resnet50_2", BlockKind.Bottleneck, 3, 4, 6, 3) { WidthPerGroup = 128 },
        new("wide_resnet101_2", BlockKind.Bottleneck, 3, 4, 23, 3) { WidthPerGroup = 128 },

        // ResNet v2: pre-activation.
        new("preact-resnet18", BlockKind.PreActBasic, 2, 2, 2, 2) { Shortcut = ShortcutKind.Convolution },
        new("preact-resnet34", BlockKind.PreActBasic, 3, 4, 6, 3) { Shortcut = ShortcutKind.Convolution },
        new("preact-resnet50", BlockKind.PreActBottleneck, 3, 4, 6, 3) { Shortcut = ShortcutKind.Convolution },
        new("preact-resnet101", BlockKind.PreActBottleneck, 3, 4, 23, 3) { Shortcut = ShortcutKind.Convolution },
        new("preact-resnet152", BlockKind.PreActBottleneck, 3, 8, 36, 3) { Shortcut = ShortcutKind.Convolution },

        // The textbook's (Zhang et al., "Dive into Deep Learning", section 8.6), for Fashion-MNIST.
        new("d2l-resnet18", BlockKind.Basic, 2, 2, 2, 2)
        {
            Shortcut = ShortcutKind.Convolution,
            ConvolutionBias = true,
            Initialization = WeightScheme.XavierUniform,
            NumClasses = 10,
            Normalization = Normalization.Luminance,
            Augment = "none",
        },
    ];

    /// <summary>Finds a variant by name.</summary>
    /// <exception cref="InputException">No variant has this name; the message lists those there are.</exception>
    public static ResNetVariant Named(string name) =>
        All.FirstOrDefault(variant => variant.Name == name)
        ?? throw new InputException($"--arch {name}: there is no such network; choose one of {string.Join(", ", All.Select(variant => variant.Name))}");

    /// <summary>Channels of the pictures that it takes, where nobody says otherwise.</summary>
    public int InChannels => Normalization.Channels;

    /// <summary>Whether batch norm and ReLU stand before the convolutions of a block, not after them.</summary>
    public bool IsPreActivated => Block is BlockKind.PreActBasic or BlockKind.PreActBottleneck;

    private bool IsBottleneck => Block is BlockKind.Bottleneck or BlockKind.PreActBottleneck;

    /// <summary>Channels that a block of <paramref name="planes"/> channels hands on.</summary>
    public int OutputChannels(int planes) => IsBottleneck ? planes * Bottleneck.Expansion : planes;

    /// <summary>Refuses a network that the blocks cannot be put together to.</summary>
    /// <exception cref="ArgumentException">Two settings exclude each other; the message says what to choose.</exception>
    internal void Validate()
    {
        if (new[] { Stage1, Stage2, Stage3, Stage4 }.Min() < 1) throw Unfit("has a stage without blocks; give each stage 1 or more");
        if (Groups < 1 || WidthPerGroup < 1) throw Unfit($"has {Groups} groups of {WidthPerGroup} channels; give 1 or more of each");
        if (!IsBottleneck && (Groups != 1 || WidthPerGroup != 64))
            throw Unfit($"has {Groups} groups of {WidthPerGroup} channels, which {Block} blocks do not know; choose Bottleneck or PreActBottleneck");
        if (IsPreActivated && Shortcut == ShortcutKind.Projection)
            throw Unfit("has batch norms on the shortcuts of pre-activation blocks; choose the shortcut ZeroPadding or Convolution");
        if (ConvolutionBias && Block != BlockKind.Basic)
            throw Unfit($"has convolutions with bias, which {Block} blocks do not know; choose Basic");
    }

    private ArgumentException Unfit(string reason) => new($"the network '{Name}' {reason}");
}
