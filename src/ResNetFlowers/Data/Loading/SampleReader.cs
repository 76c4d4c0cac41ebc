using System.Collections.Concurrent;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Data.Loading;

/// <summary>File to numbers, for one photo at a time; any number of threads may share it.</summary>
internal sealed class SampleReader(
    IImageTransform transform, Normalization normalization, INormalizedTransform? afterNormalization, PhotoCache? cache, Action<string, string>? onSkipped)
{
    private readonly ConcurrentDictionary<string, byte> _skipped = new(StringComparer.Ordinal);

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
            using RgbImage image = Transformed(path, random);
            normalization.ApplyChannelsLast(image, pixels);
            afterNormalization?.Apply(pixels, image.Width, image.Height, random);
            return true;
        }
        catch (InvalidImageException exception)
        {
            if (_skipped.TryAdd(path, 0)) onSkipped?.Invoke(path, exception.Message);
            return false;
        }
    }

    // A photo that is decoded anew is decoded only where the transform looks.
    private RgbImage Transformed(string path, RandomSource random)
    {
        if (cache is not null) return transform.Apply(cache.Read(path), random);
        using PhotoFile file = PhotoFile.Open(path);
        return transform.Apply(file.Photo(), random);
    }
}
