using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>
/// A residual network: stem, four stages of blocks, head. Fields carry torchvision's names, so that the keys of the state dict are
/// torchvision's (<c>layer1.0.conv1.weight</c>); the batch norm after the last of pre-activated blocks is called <c>norm</c>.
/// </summary>
public sealed class ResNet : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private BatchNorm2d? bn1;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly BatchNorm2d? norm;
    private readonly AdaptiveAvgPool2d avgpool;
    private readonly Linear? fc;
    private readonly Module[][] _backbone;
    private MemoryLayout? _layout;

    /// <summary>Creates the network with fresh weights (<see cref="ResNetVariant.Initialization"/>).</summary>
    /// <param name="variant">Which network.</param>
    /// <param name="num_classes">Outputs of the head, at least 1; null takes the variant's.</param>
    /// <param name="include_top">False leaves out the head and the pooling before it: the output is the last stage's feature map.</param>
    /// <param name="in_channels">Channels of the pictures, at least 1; null takes the variant's.</param>
    /// <param name="frozen_stages">Freezes the stem and so many stages, 0 to 4, as <see cref="Freeze"/> does; null freezes nothing.</param>
    /// <param name="zero_init_residual">
    /// Lets each block start as its shortcut (Goyal et al., "Accurate, Large Minibatch SGD", 2017): the weight of its last batch norm is
    /// 0; where a convolution comes after that, its weight, because behind a ReLU a batch norm of 0 has no gradient.
    /// </param>
    /// <exception cref="ArgumentException">The variant is none that can be built, or a number is out of its range.</exception>
    public ResNet(
        ResNetVariant variant, int? num_classes = null, bool include_top = true, int? in_channels = null, int? frozen_stages = null,
        bool zero_init_residual = false) : base(nameof(ResNet))
    {
        int classes = num_classes ?? variant.NumClasses;
        int channels = in_channels ?? variant.InChannels;
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1, nameof(num_classes));
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1, nameof(in_channels));
        variant.Validate();
        Variant = variant;
        conv1 = Conv2d(channels, 64, kernel_size: 7, stride: 2, padding: 3, bias: variant.ConvolutionBias);
        bn1 = BatchNorm2d(64);
        maxpool = MaxPool2d(kernel_size: 3, stride: 2, padding: 1);
        layer1 = Stage.Create(variant, 64, planes: 64, variant.Stage1, stride: 1, follows_stem: true);
        layer2 = Stage.Create(variant, variant.OutputChannels(64), planes: 128, variant.Stage2, stride: 2);
        layer3 = Stage.Create(variant, variant.OutputChannels(128), planes: 256, variant.Stage3, stride: 2);
        layer4 = Stage.Create(variant, variant.OutputChannels(256), planes: 512, variant.Stage4, stride: 2);
        if (variant.IsPreActivated) norm = BatchNorm2d(variant.OutputChannels(512));
        avgpool = AdaptiveAvgPool2d(1);
        if (include_top) fc = Linear(variant.OutputChannels(512), classes);
        _backbone = [[conv1, bn1], [layer1], [layer2], [layer3], [layer4], norm is null ? [] : [norm]];
        RegisterComponents();
        WeightInitialization.Apply(this, variant.Initialization, zero_init_residual);
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
        Tensor output = fc is null ? LastFeatures(input) : ForwardEmbedding(input).Then(fc);
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>The feature maps of the four stages, for networks that look at more than the last one (detection, segmentation).</summary>
    /// <param name="input"><c>[N, in_channels, H, W]</c>, with or without the top; sides of 32 or more.</param>
    /// <returns>
    /// Four maps <c>[N, C, ⌈H / s⌉, ⌈W / s⌉]</c> with the strides s = 4, 8, 16, 32; the last as the head takes it, after the batch norm and
    /// ReLU with which pre-activated networks end.
    /// </returns>
    public IReadOnlyList<Tensor> ForwardFeatures(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor first = Stem(input).Then(layer1);
        Tensor second = layer2.call(first);
        Tensor third = layer3.call(second);
        Tensor fourth = Activated(layer4.call(third));
        return [.. new[] { first, second, third, fourth }.Select(map => map.MoveToOuterDisposeScope())];
    }

    /// <summary>What the head takes: the last feature map, averaged over its pixels.</summary>
    /// <param name="input"><c>[N, in_channels, H, W]</c>.</param>
    /// <returns><c>[N, C]</c>.</returns>
    public Tensor ForwardEmbedding(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return LastFeatures(input).Then(avgpool).flatten(1).MoveToOuterDisposeScope();
    }

    /// <summary>The head alone.</summary>
    /// <param name="features">The last of <see cref="ForwardFeatures"/>, <c>[N, C, H, W]</c>.</param>
    /// <returns>Logits <c>[N, num_classes]</c>.</returns>
    /// <exception cref="InvalidOperationException">The network was built without it.</exception>
    public Tensor ForwardHead(Tensor features)
    {
        if (fc is null) throw new InvalidOperationException("the network was built without its head");
        using DisposeScope scope = NewDisposeScope();
        return fc.call(avgpool.call(features).flatten(1)).MoveToOuterDisposeScope();
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

    /// <summary>
    /// Lets convolutions do what the batch norms after them do, so that evaluation needs fewer passes over memory; the outputs are the same
    /// but for rounding (below 1e-5 of the largest). From here on the network is for evaluation only: it cannot be trained, and its state
    /// dict is no network's.
    /// </summary>
    public void FoldBatchNorms()
    {
        if (bn1 is null) return;
        Freeze(FrozenPart.Backbone);
        eval();
        conv1.Absorb(bn1);
        bn1 = null;
        foreach (IResidualBlock block in modules().OfType<IResidualBlock>()) block.FoldBatchNorms();
    }

    /// <summary>
    /// Lets everything lie in memory in one order, weights once and pictures as they come; without, every layer keeps the order of the
    /// pictures. Which is faster is libtorch's and the machine's to say; the outputs are the same but for rounding.
    /// </summary>
    public void UseLayout(MemoryLayout layout)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        _layout = layout;
        foreach (Conv2d convolution in modules().OfType<Conv2d>())
        {
            Parameter weight = convolution.weight;
            // Detached, or it would count as a view of a tensor that nobody has any more.
            var laidOut = new Parameter(layout.Arrange(weight).detach(), weight.requires_grad);
            convolution.weight = laidOut;
            laidOut.DetachFromDisposeScope();
            weight.Dispose();
        }
    }

    /// <summary>Sets the mode of everything that is not frozen; what is frozen stays in evaluation mode.</summary>
    /// <exception cref="InvalidOperationException">The batch norms are folded, and training is asked for.</exception>
    public override void train(bool train = true)
    {
        if (train && bn1 is null) throw new InvalidOperationException("a network whose batch norms are folded cannot be trained");
        base.train(train);
        for (int i = 0; i < _backbone.Length; i++)
        {
            if (!Frozen.Covers(i)) continue;
            foreach (Module module in _backbone[i]) module.eval();
        }
    }

    /// <summary>Parameters and persistent buffers by torchvision's names, in PyTorch's order: TorchSharp's own puts all buffers last.</summary>
    /// <returns><paramref name="destination"/>, or a dictionary of its own; the tensors are the network's.</returns>
    public override Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
    {
        destination ??= [];
        Collect(this, string.IsNullOrEmpty(prefix) ? "" : $"{prefix}.", destination);
        return destination;
    }

    private static void Collect(Module module, string prefix, Dictionary<string, Tensor> destination)
    {
        foreach ((string name, Parameter parameter) in module.named_parameters(recurse: false)) destination.Add(prefix + name, parameter);
        foreach ((string name, Tensor buffer) in module.named_buffers(recurse: false, include_nonpersistent: false)) destination.Add(prefix + name, buffer);
        foreach ((string name, Module child) in module.named_children()) Collect(child, $"{prefix}{name}.", destination);
    }

    private Tensor Stem(Tensor input) => conv1.call(_layout?.Arrange(input) ?? input).ThenActivated(bn1).Then(maxpool);

    private Tensor LastFeatures(Tensor input) => Activated(Stem(input).Then(layer1).Then(layer2).Then(layer3).Then(layer4));

    private Tensor Activated(Tensor features) => norm is null ? features : features.ThenActivated(norm);
}
