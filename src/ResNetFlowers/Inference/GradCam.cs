using ResNetFlowers.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Inference;

/// <summary>
/// Where in a picture a network sees a class (Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based
/// Localization", 2017): the last feature map's channels, each by the mean gradient of the class's logit to it, added up, without what
/// speaks against the class.
/// </summary>
public static class GradCam
{
    private const int LastStage = 3;

    /// <summary>The maps of a batch, each at the feature map's own size, <c>[⌈H / 32⌉, ⌈W / 32⌉]</c>, its largest value 1 (or all 0).</summary>
    /// <param name="model">In evaluation mode; the gradients of its parameters are gone afterwards.</param>
    /// <param name="images"><c>[N, C, H, W]</c>, normalised, where the network is.</param>
    /// <param name="classes">The class to look for in each picture.</param>
    /// <exception cref="ArgumentException">There are not as many classes as pictures.</exception>
    public static IReadOnlyList<HeatMap> Of(ResNet model, Tensor images, IReadOnlyList<int> classes)
    {
        if (classes.Count != images.shape[0]) throw new ArgumentException($"are {classes.Count} for {images.shape[0]} pictures", nameof(classes));
        using DisposeScope scope = NewDisposeScope();
        Tensor features = Features(model, images).requires_grad_();
        Tensor wanted = tensor(classes.Select(index => (long)index).ToArray(), [classes.Count, 1]).to(images.device);
        model.ForwardHead(features).gather(1, wanted).sum().backward();
        Tensor gradient = features.grad!;
        foreach (Parameter parameter in model.parameters()) parameter.grad = null;

        using IDisposable _ = no_grad();
        Tensor maps = (gradient.mean([2, 3], keepdim: true) * features).sum(1L).relu().cpu().contiguous();
        int height = (int)maps.shape[1];
        int width = (int)maps.shape[2];
        return [.. maps.data<float>().ToArray().Chunk(height * width).Select(values => new HeatMap(width, height, Normalized(values)))];
    }

    private static Tensor Features(ResNet model, Tensor images)
    {
        using IDisposable _ = no_grad();
        return model.ForwardFeatures(images)[LastStage].detach();
    }

    private static float[] Normalized(float[] values)
    {
        float largest = values.Max();
        return largest > 0 ? [.. values.Select(value => value / largest)] : values;
    }
}
