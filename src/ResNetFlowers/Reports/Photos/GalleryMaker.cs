using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Reports.Photos;

/// <summary>Makes the gallery's pictures; a photo that cannot be read any more is left out.</summary>
/// <param name="model">In evaluation mode, on <paramref name="device"/>.</param>
/// <param name="checkpoint">What it wants of its photos.</param>
/// <param name="pictures">Reads photos as the checkpoint wants them.</param>
/// <param name="device">Where it is.</param>
internal sealed class GalleryMaker(ResNet model, Checkpoint checkpoint, Pictures pictures, Device device)
{
    /// <summary>Side of the pictures, in pixels.</summary>
    public const int Side = 176;

    private const int Quality = 78;
    private const int BatchSize = 12;

    /// <summary>Chooses and draws.</summary>
    public Gallery Make(IReadOnlyList<PhotoResult> photos) => new(Draw(Gallery.ChooseMistakes(photos)), Draw(Gallery.ChooseHits(photos)));

    private IReadOnlyList<GalleryPhoto> Draw(IReadOnlyList<PhotoResult> photos) => [.. photos.Chunk(BatchSize).SelectMany(DrawBatch)];

    private IEnumerable<GalleryPhoto> DrawBatch(PhotoResult[] photos)
    {
        List<OpenedPhoto> opened = [.. photos.AsParallel().AsOrdered().Select(TryOpen).OfType<OpenedPhoto>()];
        return opened.Count == 0 ? [] : opened.Zip(Maps(opened)).Select(pair => Draw(pair.First, pair.Second));
    }

    private OpenedPhoto? TryOpen(PhotoResult photo)
    {
        try
        {
            using RgbImage seen = pictures.View(photo.Path, checkpoint.ImageSize);
            float[] pixels = new float[checkpoint.ImageSize * checkpoint.ImageSize * checkpoint.Normalization.Channels];
            checkpoint.Normalization.ApplyChannelsLast(seen, pixels);
            return new OpenedPhoto(photo, pixels, pictures.View(photo.Path, Side));
        }
        catch (InvalidImageException)
        {
            return null;
        }
    }

    private IReadOnlyList<HeatMap> Maps(IReadOnlyList<OpenedPhoto> photos)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = tensor(photos.SelectMany(photo => photo.Pixels).ToArray(), [photos.Count, checkpoint.ImageSize, checkpoint.ImageSize, checkpoint.Normalization.Channels]);
        return GradCam.Of(model, images.permute(0, 3, 1, 2).to(device), [.. photos.Select(photo => photo.Result.Predicted)]);
    }

    private static GalleryPhoto Draw(OpenedPhoto photo, HeatMap map)
    {
        using RgbImage view = photo.View;
        byte[] plain = ImageCodec.EncodeJpeg(view, Quality);
        HeatOverlay.Blend(view, map);
        return new GalleryPhoto(photo.Result, plain, ImageCodec.EncodeJpeg(view, Quality));
    }

    /// <summary>A photo as the network takes it, <c>[H, W, C]</c>, and as people see it.</summary>
    private sealed record OpenedPhoto(PhotoResult Result, float[] Pixels, RgbImage View);
}
