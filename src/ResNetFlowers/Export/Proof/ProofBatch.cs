using ResNetFlowers.Imaging;
using ResNetFlowers.Training.Checkpoints;

namespace ResNetFlowers.Export.Proof;

/// <summary>A few pictures, as decoded and as the network sees them.</summary>
internal sealed class ProofBatch : IDisposable
{
    /// <summary>Prepares pictures as for evaluation.</summary>
    /// <param name="pictures">The pictures, at least one; they belong to the batch.</param>
    /// <param name="checkpoint">Says how.</param>
    public ProofBatch(IReadOnlyList<RgbImage> pictures, Checkpoint checkpoint)
    {
        Pictures = pictures;
        ImageSize = checkpoint.ImageSize;
        Channels = checkpoint.Normalization.Channels;
        var transform = checkpoint.Preprocessing.ToTransform();
        int length = Channels * ImageSize * ImageSize;
        Pixels = new float[pictures.Count * length];
        for (int i = 0; i < pictures.Count; i++)
        {
            // A transform takes the picture that it is given.
            using RgbImage square = transform.Apply(Cropping.Crop(pictures[i], PixelBox.Whole(pictures[i])), new RandomSource());
            checkpoint.Normalization.Apply(square, Pixels.AsSpan(i * length, length));
        }
    }

    /// <summary>The pictures as decoded.</summary>
    public IReadOnlyList<RgbImage> Pictures { get; }

    /// <summary>The pictures resized, cropped and normalised, <c>[N, Channels, ImageSize, ImageSize]</c>.</summary>
    public float[] Pixels { get; }

    /// <summary>Numbers of a pixel: 3, or 1 for luminance.</summary>
    public int Channels { get; }

    /// <summary>Side of the square that the network sees, in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>Gives the pictures' buffers back.</summary>
    public void Dispose()
    {
        foreach (RgbImage picture in Pictures) picture.Dispose();
    }
}
