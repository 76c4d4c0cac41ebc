using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;
using ResNetFlowers.Models;
using ResNetFlowers.Reports.Photos;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Reports.Explanations;

/// <summary>What a network makes of one photo, and where it sees it.</summary>
/// <param name="Probabilities">Of each class, at the checkpoint's temperature.</param>
/// <param name="Embedding">What the head takes.</param>
/// <param name="LookedFor">The class whose map this is.</param>
/// <param name="Map">Where it is seen.</param>
internal sealed record PhotoView(float[] Probabilities, float[] Embedding, int LookedFor, HeatMap Map)
{
    /// <summary>Looks at a photo.</summary>
    /// <param name="file">The network, and what it wants of its photos.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="pictures">Reads the photo.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="lookFor">The class whose map is wanted; null for the most probable one's.</param>
    /// <exception cref="InputException">The checkpoint is damaged.</exception>
    /// <exception cref="InvalidImageException">The photo cannot be read.</exception>
    public static PhotoView Of(CheckpointFile file, Device device, Pictures pictures, string photo, int? lookFor)
    {
        Checkpoint checkpoint = file.Checkpoint;
        int size = checkpoint.ImageSize;
        float[] pixels = new float[size * size * checkpoint.Normalization.Channels];
        using (RgbImage view = pictures.View(photo, size)) checkpoint.Normalization.ApplyChannelsLast(view, pixels);

        using ResNet model = file.BuildModel();
        model.FoldBatchNorms();
        model.to(device);
        using DisposeScope scope = NewDisposeScope();
        Tensor images = tensor(pixels, [1, size, size, checkpoint.Normalization.Channels]).permute(0, 3, 1, 2).to(device);
        (float[] probabilities, float[] embedding) = Look(model, images, checkpoint.Temperature);
        int lookedFor = lookFor ?? Array.IndexOf(probabilities, probabilities.Max());
        return new PhotoView(probabilities, embedding, lookedFor, GradCam.Of(model, images, [lookedFor])[0]);
    }

    private static (float[] Probabilities, float[] Embedding) Look(ResNet model, Tensor images, double temperature)
    {
        using IDisposable _ = no_grad();
        Tensor embedding = model.ForwardEmbedding(images);
        Tensor probabilities = (model.ForwardHead(embedding.unsqueeze(-1).unsqueeze(-1)) / temperature).softmax(1);
        return (probabilities.cpu().data<float>().ToArray(), embedding.cpu().data<float>().ToArray());
    }
}
