using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>
/// A residual network: stem, four stages of blocks, head. Fields carry torchvision's names, so that the keys of the state dict are
/// torchvision's (<c>layer1.0.conv1.weight</c>).
/// </summary>
public sealed class ResNet : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly AdaptiveAvgPool2d? avgpool;
    private readonly Linear? fc;
    private readonly Module[][] _backbone;

    /// <summary>Creates the network with fresh weights: convolutions Kaiming-normal (fan-out, ReLU), batch norms 1 and 0.</summary>
    /// <param name="variant">Which ResNet.</param>
    /// <param name="num_classes">Outputs of the head, at least 1.</param>
    /// <param name="include_top">False leaves out pooling and head: the output is the last stage's feature map.</param>
    /// <param name="in_channels">Channels of the pictures, at least 1.</param>
    /// <param name="frozen_stages">Freezes the stem and so many stages, 0 to 4, as <see cref="Freeze"/> does; null freezes nothing.</param>
    /// <param name="zero_init_residual">
    /// Sets the weight of the last batch norm of every block to 0, so that each block starts as its shortcut (Goyal et al. 2017).
    /// </param>
    public ResNet(
        ResNetVariant variant, int num_classes = 1000, bool include_top = true, int in_channels = 3, int? frozen_stages = null,
        bool zero_init_residual = false) : base(nameof(ResNet))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num_classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(in_channels, 1);
        Variant = variant;
        conv1 = Conv2d(in_channels, 64, kernel_size: 7, stride: 2, padding: 3, bias: false);
        bn1 = BatchNorm2d(64);
        maxpool = MaxPool2d(kernel_size: 3, stride: 2, padding: 1);
        layer1 = Stage(variant, 64, width: 64, variant.Stage1, stride: 1);
        layer2 = Stage(variant, variant.OutputChannels(64), width: 128, variant.Stage2, stride: 2);
        layer3 = Stage(variant, variant.OutputChannels(128), width: 256, variant.Stage3, stride: 2);
        layer4 = Stage(variant, variant.OutputChannels(256), width: 512, variant.Stage4, stride: 2);
        if (include_top)
        {
            avgpool = AdaptiveAvgPool2d(1);
            fc = Linear(variant.OutputChannels(512), num_classes);
        }

        _backbone = [[conv1, bn1], [layer1], [layer2], [layer3], [layer4]];
        RegisterComponents();
        WeightInitialization.Apply(this, zero_init_residual);
        Freeze(frozen_stages is { } stages ? FrozenPart.Stages(stages) : FrozenPart.None);
    }

    /// <summary>Channels of the pictures.</summary>
    public int InChannels => (int)conv1.in_channels;

    /// <summary>Outputs of the head; 0 without it.</summary>
    public int NumClasses => (int)(fc?.out_features ?? 0);

    /// <summary>Which ResNet this is.</summary>
    public ResNetVariant Variant { get; }

    /// <summary>What is not learned.</summary>
    public FrozenPart Frozen { get; private set; }

    /// <summary>
    /// <c>[N, in_channels, H, W]</c> → logits <c>[N, num_classes]</c>; without the top the last of <see cref="ForwardFeatures"/>,
    /// <c>[N, C, ⌈H / 32⌉, ⌈W / 32⌉]</c>.
    /// </summary>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = Stem(input).Then(layer1).Then(layer2).Then(layer3).Then(layer4);
        if (avgpool is null || fc is null) return features.MoveToOuterDisposeScope();
        return features.Then(avgpool).flatten(1).Then(fc).MoveToOuterDisposeScope();
    }

    /// <summary>The feature maps of the four stages, for networks that look at more than the last one (detection, segmentation).</summary>
    /// <param name="input"><c>[N, in_channels, H, W]</c>, with or without the top; sides of 32 or more.</param>
    /// <returns>Four maps <c>[N, C, ⌈H / s⌉, ⌈W / s⌉]</c> with the strides s = 4, 8, 16, 32.</returns>
    public IReadOnlyList<Tensor> ForwardFeatures(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor first = Stem(input).Then(layer1);
        Tensor second = layer2.call(first);
        Tensor third = layer3.call(second);
        Tensor fourth = layer4.call(third);
        return [.. new[] { first, second, third, fourth }.Select(map => map.MoveToOuterDisposeScope())];
    }

    /// <summary>
    /// Freezes a part of the network and unfreezes the rest; may be called again at any time. Frozen parameters need no gradient and lose
    /// the one they had, so that no optimizer moves them; frozen batch norms stay in evaluation mode even in training, so that their
    /// statistics stay as they are.
    /// </summary>
    public void Freeze(FrozenPart part)
    {
        Frozen = part;
        for (int i = 0; i < _backbone.Length; i++)
        {
            foreach (Parameter parameter in _backbone[i].SelectMany(module => module.parameters()))
            {
                parameter.requires_grad = !part.Covers(i);
                if (part.Covers(i)) parameter.grad = null;
            }
        }

        train(training);
    }

    /// <summary>Sets the mode of everything that is not frozen; what is frozen stays in evaluation mode.</summary>
    public override void train(bool train = true)
    {
        base.train(train);
        for (int i = 0; i < _backbone.Length; i++)
        {
            if (!Frozen.Covers(i)) continue;
            foreach (Module module in _backbone[i]) module.eval();
        }
    }

    private Tensor Stem(Tensor input) => conv1.call(input).Then(bn1).relu_().Then(maxpool);

    private static Sequential Stage(ResNetVariant variant, int in_channels, int width, int blocks, int stride)
    {
        var modules = new List<Module<Tensor, Tensor>>();
        for (int i = 0; i < blocks; i++)
        {
            int channels = i == 0 ? in_channels : variant.OutputChannels(width);
            int step = i == 0 ? stride : 1;
            modules.Add(variant.Block == BlockKind.Basic ? new BasicBlock(channels, width, step) : new Bottleneck(channels, width, step));
        }

        return Sequential(modules);
    }
}
