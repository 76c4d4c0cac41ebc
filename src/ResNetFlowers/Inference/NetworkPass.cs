using ResNetFlowers.Imaging;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Inference;

/// <summary>Feeds photos to the network of a checkpoint, batch by batch; the next batch is read while the network works.</summary>
internal static class NetworkPass
{
    // For one image alone with small feature maps libtorch leaves oneDNN for a slower convolution: at 96 px a ResNet-18 takes 88 ms for
    // one image and 43 ms for two. At this size and above all of its maps are large enough.
    private const int SmallestLoneImage = 224;

    /// <summary>Runs the network over photos in the order given; a photo that cannot be read yields an error in its place.</summary>
    /// <param name="file">The network, and what it wants of its photos.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="device"><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="batchSize">Photos looked at together, at least 1.</param>
    /// <param name="maxPixels">How many pixels a photo may have, see <see cref="PixelLimit"/>.</param>
    /// <param name="forward">The network and <c>[N, C, H, W]</c> → <c>[N, …]</c>, what is wanted of each photo.</param>
    /// <exception cref="InputException">The checkpoint or the device cannot be used.</exception>
    public static IEnumerable<PhotoOutput> Run(
        CheckpointFile file, IReadOnlyList<string> photos, string device, int batchSize, long maxPixels, Func<ResNet, Tensor, Tensor> forward)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        PixelLimit.Require(maxPixels);
        Checkpoint checkpoint = file.Checkpoint;
        var reader = new PhotoReader(checkpoint.Preprocessing.ToTransform(), checkpoint.Normalization, checkpoint.ImageSize, maxPixels);

        // The first photos come before libtorch: for the third of a second that loading it takes, nobody else can bind a native function.
        Task<PhotoBatch> next = Read(0);
        next.Wait();
        using ResNet model = file.BuildModel();
        Device place = OutOfMemory.Explained(device, () => Place(model, device, photos.Count, batchSize, checkpoint.ImageSize));

        for (int start = 0; start < photos.Count; start += batchSize)
        {
            using PhotoBatch batch = next.GetAwaiter().GetResult();
            next = Read(start + batchSize);
            (float[] values, long[] shape) = OutOfMemory.Explained(device, () => Forward(model, batch, place, forward));
            int length = batch.Readable == 0 ? 0 : values.Length / batch.Readable;
            int row = 0;
            foreach ((string path, string? error) in batch.Photos)
                yield return new PhotoOutput(path, error is null ? values.AsMemory(row++ * length, length) : default, shape, error);
        }

        Task<PhotoBatch> Read(int start) => Task.Run(() => reader.Read([.. photos.Skip(start).Take(batchSize)]));
    }

    private static Device Place(ResNet model, string device, int photos, int batchSize, int size)
    {
        Device place = ComputeDevice.Find(device);
        model.to(place);
        // For a single photo that takes longer than it saves.
        if (photos == 1) return place;
        model.FoldBatchNorms();
        FastestLayout.Use(model, photos, batchSize, size, place);
        return place;
    }

    private static (float[] Values, long[] Shape) Forward(ResNet model, PhotoBatch batch, Device device, Func<ResNet, Tensor, Tensor> forward)
    {
        int readable = batch.Readable;
        if (readable == 0) return ([], []);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable inference = inference_mode();
        Tensor images = tensor(batch.Pixels, [readable, .. batch.Shape]).permute(0, 3, 1, 2).to(device);
        if (readable == 1 && batch.Shape[0] < SmallestLoneImage) images = cat([images, images]);
        Tensor output = forward(model, images).narrow(0, 0, readable).cpu().contiguous();
        return (output.data<float>().ToArray(), output.shape[1..]);
    }
}
