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

    /// <summary>Creates the network with fresh weights: convolutions Kaiming-normal (fan-out, ReLU), batch norms 1 and 0.</summary>
    /// <param name="variant">Which ResNet.</param>
    /// <param name="num_classes">Outputs of the head, at least 1.</param>
    /// <param name="include_top">False leaves out pooling and head: the output is the last stage's feature map.</param>
    public ResNet(ResNetVariant variant, int num_classes = 1000, bool include_top = true) : base(nameof(ResNet))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num_classes, 1);
        Variant = variant;
        conv1 = Conv2d(3, 64, kernel_size: 7, stride: 2, padding: 3, bias: false);
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

        RegisterComponents();
        InitializeWeights();
    }

    /// <summary>Outputs of the head; 0 without it.</summary>
    public int NumClasses => (int)(fc?.out_features ?? 0);

    /// <summary>Which ResNet this is.</summary>
    public ResNetVariant Variant { get; }

    /// <summary>
    /// <c>[N, 3, H, W]</c> → logits <c>[N, num_classes]</c>, or without the top the feature map <c>[N, C, ⌈H / 32⌉, ⌈W / 32⌉]</c>.
    /// </summary>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = conv1.call(input).Then(bn1).relu_().Then(maxpool).Then(layer1).Then(layer2).Then(layer3).Then(layer4);
        if (avgpool is null || fc is null) return features.MoveToOuterDisposeScope();
        return features.Then(avgpool).flatten(1).Then(fc).MoveToOuterDisposeScope();
    }

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

    private void InitializeWeights()
    {
        foreach (Module module in modules())
        {
            switch (module)
            {
                case Conv2d convolution:
                    init.kaiming_normal_(convolution.weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
                    break;
                case BatchNorm2d norm:
                    init.ones_(norm.weight!);
                    init.zeros_(norm.bias!);
                    break;
            }
        }
    }
}
