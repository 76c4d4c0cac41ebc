using ResNetFlowers.Data;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Reports.Photos;

/// <summary>A training photo as it is and as training saw it.</summary>
/// <param name="Path">The photo.</param>
/// <param name="Original">The middle of it, as JPEG.</param>
/// <param name="Views">What the first epochs made of it, as JPEGs.</param>
internal sealed record AugmentedPhoto(string Path, byte[] Original, IReadOnlyList<byte[]> Views);

/// <summary>Draws a few training photos as training saw them.</summary>
internal static class AugmentedSamples
{
    private const int Photos = 5;
    private const int Epochs = 5;
    private const int Side = 96;
    private const int Quality = 72;

    /// <summary>Photos from the whole folder, evenly spaced; those that cannot be read are left out.</summary>
    public static IReadOnlyList<AugmentedPhoto> Draw(ImageFolder train, TrainOptions options)
    {
        ResNetVariant variant = ResNetVariant.Named(options.Arch);
        TransformPreset preset = TransformPresets.Named(options.Augment == TrainOptions.Auto ? variant.Augment : options.Augment, options.ImageSize);
        int count = Math.Min(Photos, train.Samples.Count);
        var drawn = new List<AugmentedPhoto>();
        for (int index = 0; index < count; index++)
        {
            int sample = (int)((2L * index + 1) * train.Samples.Count / (2 * count));
            try
            {
                drawn.Add(Draw(train.Samples[sample].Path, sample, preset, options.Seed));
            }
            catch (InvalidImageException)
            {
                // verify names it; here another photo would say the same.
            }
        }

        return drawn;
    }

    private static AugmentedPhoto Draw(string path, int sample, TransformPreset preset, long seed)
    {
        using RgbImage original = preset.Validation.Scaled(Side).ToTransform().Apply(PhotoFile.Read(path), new RandomSource());
        return new AugmentedPhoto(path, ImageCodec.EncodeJpeg(original, Quality), [.. Enumerable.Range(1, Epochs).Select(epoch => View(epoch))]);

        byte[] View(int epoch)
        {
            using RgbImage augmented = preset.Train.Apply(PhotoFile.Read(path), new RandomSource(seed, epoch, sample));
            using RgbImage small = Resizer.Resize(augmented, Side, Side);
            return ImageCodec.EncodeJpeg(small, Quality);
        }
    }
}
