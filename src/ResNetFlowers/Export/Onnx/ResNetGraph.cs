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
    /// <param name="images">The value <c>[N, 3, H, W]</c>.</param>
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

        value = _layers.AveragePool("avgpool", value);
        return _layers.Linear("fc", (Linear)parts["fc"], value, logits);
    }

    private string Block(string name, Module block, string input) => block switch
    {
        BasicBlock or Bottleneck => PostActivation(name, Children(block), input),
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

    private string Shortcut(string name, Dictionary<string, Module> parts, string input)
    {
        if (!parts.TryGetValue("downsample", out Module? downsample)) return input;
        Dictionary<string, Module> steps = Children(downsample);
        return _layers.Convolution($"{name}.downsample.0", (Conv2d)steps["0"], (BatchNorm2d)steps["1"], input);
    }

    private static Dictionary<string, Module> Children(Module module) =>
        module.named_children().ToDictionary(child => child.name, child => child.module, StringComparer.Ordinal);
}
