using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Data.Loading;

/// <summary>File to numbers, for one photo at a time; any number of threads may share it.</summary>
internal sealed class SampleReader(
    IImageTransform transform, Normalization normalization, INormalizedTransform? afterNormalization, PhotoCache? cache, long maxPixels,
    Action<string, string>? onSkipped)
{
    private readonly SkippedPhotos _skipped = new(onSkipped);

    /// <summary>Photos that could not be read so far; each counts once.</summary>
    public int SkippedCount => _skipped.Count;

    /// <summary>Reads, decodes, transforms and normalizes a photo.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="random">The sample's own random numbers.</param>
    /// <param name="pixels">Receives <c>[H, W, C]</c>.</param>
    /// <returns>False where the photo cannot be read; that is reported once.</returns>
    public bool TryRead(string path, RandomSource random, Span<float> pixels)
    {
        try
        {
            if (cache is not null)
            {
                Finish(transform.Apply(cache.Read(path, maxPixels), random), random, pixels);
                return true;
            }

            // A photo that is decoded anew is decoded only where the transform looks.
            using PhotoFile file = PhotoFile.Open(path, maxPixels);
            Read(file.Photo(), random, pixels);
            return true;
        }
        catch (InvalidImageException exception)
        {
            _skipped.Add(path, exception.Message);
            return false;
        }
    }

    /// <summary>Decodes, transforms and normalizes a photo; nothing is allocated for one plain JPEG after another.</summary>
    /// <param name="photo">The photo; it stays the caller's.</param>
    /// <param name="random">The sample's own random numbers.</param>
    /// <param name="pixels">Receives <c>[H, W, C]</c>.</param>
    /// <exception cref="InvalidImageException">The photo is damaged or truncated.</exception>
    public void Read(IPhoto photo, RandomSource random, Span<float> pixels) => Finish(transform.Apply(photo, random), random, pixels);

    private void Finish(RgbImage image, RandomSource random, Span<float> pixels)
    {
        normalization.ApplyChannelsLast(image, pixels);
        afterNormalization?.Apply(pixels, image.Width, image.Height, random);
        image.Recycle();
    }
}
