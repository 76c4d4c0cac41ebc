using ResNetFlowers.Formats.Onnx;
using ResNetFlowers.Models;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Export.Onnx;

/// <summary>
/// A <see cref="ResNet"/> as nodes: what its modules' <c>forward</c> do in evaluation mode, found by the modules' names.
/// </summary>
internal sealed class ResNetGraph(GraphBuilder graph)
{
    private static readonly string[] Stages = ["layer1", "layer2", "layer3", "layer4"];

    private readonly LayerGraph _layers = new(graph);

    /// <summary>Adds the whole network.</summary>
    /// <param name="model">The network, with its head.</param>
    /// <param name="images">The value <c>[N, in_channels, H, W]</c>.</param>
    /// <param name="logits">The name of the result, <c>[N, num_classes]</c>.</param>
    public string Add(ResNet model, string images, string logits)
    {
        Dictionary<string, Module> parts = Children(model);
        string value = _layers.Convolution("conv1", (Conv2d)parts["conv1"], (BatchNorm2d)parts["bn1"], images);
        value = _layers.Relu("relu", value);
        value = _layers.MaxPool("maxpool", (MaxPool2d)parts["maxpool"], value);
        foreach (string stage in Stages)
        {
            foreach ((string name, Module block) in parts[stage].named_children()) value = Block($"{stage}.{name}", block, value);
        }

        if (parts.TryGetValue("norm", out Module? norm)) value = _layers.Relu("norm.relu", _layers.Norm("norm", (BatchNorm2d)norm, value));
        value = _layers.AveragePool("avgpool", value);
        return _layers.Linear("fc", (Linear)parts["fc"], value, logits);
    }

    private string Block(string name, Module block, string input) => block switch
    {
        BasicBlock or Bottleneck => PostActivation(name, Children(block), input),
        PreActBasicBlock or PreActBottleneck => PreActivation(name, Children(block), input),
        _ => throw new NotSupportedException($"{name}: a block of the kind {block.GetType().Name} has no description as a graph"),
    };

    /// <summary>conv1, bn1, ReLU, conv2, bn2, …, the shortcut added, ReLU.</summary>
    private string PostActivation(string name, Dictionary<string, Module> parts, string input)
    {
        string residual = input;
        for (int number = 1; parts.TryGetValue($"conv{number}", out Module? convolution); number++)
        {
            if (number > 1) residual = _layers.Relu($"{name}.relu{number - 1}", residual);
            residual = _layers.Convolution($"{name}.conv{number}", (Conv2d)convolution, (BatchNorm2d)parts[$"bn{number}"], residual);
        }

        return _layers.Relu($"{name}.relu", _layers.Add($"{name}.add", residual, Shortcut(name, parts, input)));
    }

    /// <summary>
    /// bn1, ReLU, conv1, bn2, ReLU, conv2, …, the shortcut added; a shortcut that is not the identity begins behind the first ReLU.
    /// </summary>
    private string PreActivation(string name, Dictionary<string, Module> parts, string input)
    {
        string activated = parts.TryGetValue("bn1", out Module? first)
            ? _layers.Relu($"{name}.relu", _layers.Norm($"{name}.bn1", (BatchNorm2d)first, input))
            : input;
        string residual = activated;
        for (int number = 1; parts.TryGetValue($"conv{number}", out Module? convolution); number++)
        {
            var next = (BatchNorm2d?)parts.GetValueOrDefault($"bn{number + 1}");
            residual = _layers.Convolution($"{name}.conv{number}", (Conv2d)convolution, next, residual);
            if (next is not null) residual = _layers.Relu($"{name}.relu{number}", residual);
        }

        return _layers.Add($"{name}.add", residual, Shortcut(name, parts, parts.ContainsKey("downsample") ? activated : input));
    }

    private string Shortcut(string name, Dictionary<string, Module> parts, string input)
    {
        switch (parts.GetValueOrDefault("downsample"))
        {
            case null:
                return input;
            case Models.Shortcut.ZeroPaddedIdentity identity:
                string pixels = _layers.Subsample($"{name}.downsample.pixels", identity.Stride, input);
                return _layers.PadChannels($"{name}.downsample", identity.NewChannels, pixels);
            case Module projection:
                Dictionary<string, Module> steps = Children(projection);
                return _layers.Convolution($"{name}.downsample.0", (Conv2d)steps["0"], (BatchNorm2d?)steps.GetValueOrDefault("1"), input);
        }
    }

    private static Dictionary<string, Module> Children(Module module) =>
        module.named_children().ToDictionary(child => child.name, child => child.module, StringComparer.Ordinal);
}
