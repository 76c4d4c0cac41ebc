using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Reports.Photos;

/// <summary>Makes the gallery's pictures.</summary>
/// <param name="model">In evaluation mode, on <paramref name="device"/>.</param>
/// <param name="checkpoint">What it wants of its photos.</param>
/// <param name="device">Where it is.</param>
internal sealed class GalleryMaker(ResNet model, Checkpoint checkpoint, Device device)
{
    /// <summary>Side of the pictures, in pixels.</summary>
    public const int Side = 176;

    private const int Quality = 78;
    private const int BatchSize = 12;

    private readonly Pictures _pictures = new(checkpoint.Preprocessing);

    /// <summary>Chooses and draws.</summary>
    public Gallery Make(IReadOnlyList<PhotoResult> photos) => new(Draw(Gallery.ChooseMistakes(photos)), Draw(Gallery.ChooseHits(photos)));

    private IReadOnlyList<GalleryPhoto> Draw(IReadOnlyList<PhotoResult> photos) => [.. photos.Chunk(BatchSize).SelectMany(DrawBatch)];

    private IEnumerable<GalleryPhoto> DrawBatch(PhotoResult[] photos)
    {
        int size = checkpoint.ImageSize;
        int channels = checkpoint.Normalization.Channels;
        float[] pixels = new float[photos.Length * size * size * channels];
        Parallel.For(0, photos.Length, index =>
        {
            using RgbImage view = _pictures.View(photos[index].Path, size);
            checkpoint.Normalization.ApplyChannelsLast(view, pixels.AsSpan(index * size * size * channels, size * size * channels));
        });
        return Maps(pixels, photos, size, channels).Zip(photos).Select(pair => Draw(pair.Second, pair.First));
    }

    private IReadOnlyList<HeatMap> Maps(float[] pixels, PhotoResult[] photos, int size, int channels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = tensor(pixels, [photos.Length, size, size, channels]).permute(0, 3, 1, 2).to(device);
        return GradCam.Of(model, images, [.. photos.Select(photo => photo.Predicted)]);
    }

    private GalleryPhoto Draw(PhotoResult photo, HeatMap map)
    {
        using RgbImage view = _pictures.View(photo.Path, Side);
        byte[] plain = ImageCodec.EncodeJpeg(view, Quality);
        HeatOverlay.Blend(view, map);
        return new GalleryPhoto(photo, plain, ImageCodec.EncodeJpeg(view, Quality));
    }
}
