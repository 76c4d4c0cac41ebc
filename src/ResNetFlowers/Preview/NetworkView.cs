using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Preview;

/// <summary>What a network gets of a photo, as a picture again.</summary>
internal sealed class NetworkView
{
    private readonly SampleReader _reader;
    private readonly Normalization _normalization;
    private readonly int _size;
    private readonly float[] _pixels;

    /// <param name="transform">Decoded photo to square.</param>
    /// <param name="normalization">Square to numbers.</param>
    /// <param name="afterNormalization">What is done to the numbers, if anything.</param>
    /// <param name="size">The square's side, in pixels.</param>
    /// <param name="maxPixels">How many pixels a photo may have.</param>
    public NetworkView(IImageTransform transform, Normalization normalization, INormalizedTransform? afterNormalization, int size, long maxPixels)
    {
        _reader = new SampleReader(transform, normalization, afterNormalization, cache: null, maxPixels, (_, reason) => throw new InvalidImageException(reason));
        _normalization = normalization;
        _size = size;
        _pixels = new float[normalization.Channels * size * size];
    }

    /// <summary>The photo on the loader's own way to numbers, and back to colours: a bit of each is lost where a number is none's, as in noise.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>A picture that the caller disposes.</returns>
    /// <exception cref="InvalidImageException">The photo cannot be read.</exception>
    public RgbImage Of(string path, RandomSource random)
    {
        _reader.TryRead(path, random, _pixels);
        RgbImage image = RgbImage.Rent(_size, _size);
        Span<byte> samples = image.Pixels;
        int channels = _normalization.Channels;
        for (int i = 0; i < samples.Length; i++)
        {
            int channel = channels == 1 ? 0 : i % 3;
            float level = _pixels[i / 3 * channels + channel] * _normalization.Std[channel] + _normalization.Mean[channel];
            samples[i] = (byte)Math.Clamp(MathF.Round(level * 255), 0, 255);
        }

        return image;
    }
}
