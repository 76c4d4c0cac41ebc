using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ResNetFlowers.Models;

/// <summary>A part of the network as a person counts it.</summary>
/// <param name="Name">torchvision's name of the module.</param>
/// <param name="OutputShape">Shape of its output for one image, without the batch dimension.</param>
/// <param name="Parameters">Numbers that are learned.</param>
/// <param name="MultiplyAdds">Multiply-accumulate operations of its convolutions and linear layers for one image.</param>
public sealed record LayerSummary(string Name, IReadOnlyList<long> OutputShape, long Parameters, long MultiplyAdds);

/// <summary>Shapes, parameters and work of a network, measured by running it once.</summary>
/// <param name="Arch">The network's name.</param>
/// <param name="Classes">Outputs of the head.</param>
/// <param name="ImageSize">Side of the input, in pixels.</param>
/// <param name="Layers">Stem, stages and head.</param>
public sealed record ModelSummary(string Arch, int Classes, int ImageSize, IReadOnlyList<LayerSummary> Layers)
{
    /// <summary>Numbers that are learned, in all.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>Multiply-accumulate operations for one image, in all.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>Builds the network and pushes one black image through it.</summary>
    public static ModelSummary Of(ResNetVariant variant, int num_classes, int imageSize)
    {
        using var model = new ResNet(variant, num_classes);
        var shapes = new Dictionary<string, long[]>(StringComparer.Ordinal);
        var work = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach ((string name, Module module) in model.named_modules())
        {
            if (module is not Module<Tensor, Tensor> layer) continue;
            string part = name.Split('.')[0];
            bool isPart = part == name;
            layer.register_forward_hook((_, _, output) =>
            {
                if (isPart) shapes[part] = output.shape[1..];
                work[part] = work.GetValueOrDefault(part) + MultiplyAddsOf(layer, output);
                return output;
            });
        }

        model.eval();
        using (NewDisposeScope())
        using (inference_mode())
        {
            model.call(zeros([1, model.InChannels, imageSize, imageSize]));
        }

        var layers = new List<LayerSummary>();
        foreach ((string name, Module part) in model.named_children())
        {
            if (shapes.TryGetValue(name, out long[]? shape))
                layers.Add(new LayerSummary(name, shape, part.parameters().Sum(parameter => parameter.numel()), work[name]));
        }

        return new ModelSummary(variant.Name, num_classes, imageSize, layers);
    }

    private static long MultiplyAddsOf(Module layer, Tensor output) => layer switch
    {
        Conv2d convolution => output.numel() * convolution.weight.numel() / convolution.out_channels,
        Linear linear => output.numel() * linear.in_features,
        _ => 0,
    };
}
