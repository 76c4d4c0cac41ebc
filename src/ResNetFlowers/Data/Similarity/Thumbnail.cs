using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Similarity;

/// <summary>A picture at 16 × 16 pixels.</summary>
internal sealed class Thumbnail
{
    private const int Side = 16;
    private const int Channels = 3;

    private readonly byte[] _pixels;

    private Thumbnail(byte[] pixels) => _pixels = pixels;

    /// <summary>Makes the thumbnail of a picture.</summary>
    public static Thumbnail Of(RgbImage image)
    {
        using RgbImage small = Resizer.Resize(image, Side, Side);
        return new Thumbnail(small.Pixels.ToArray());
    }

    /// <summary>
    /// How alike two thumbnails are, from -1 to 1: Pearson's correlation of their samples less each channel's mean, so that light,
    /// contrast and tint matter little. A picture of one colour is like none, for there is nothing on it.
    /// </summary>
    public double Correlation(Thumbnail other)
    {
        Span<double> mine = stackalloc double[Channels];
        Span<double> theirs = stackalloc double[Channels];
        Means(mine);
        other.Means(theirs);
        double product = 0, square = 0, otherSquare = 0;
        for (int i = 0; i < _pixels.Length; i++)
        {
            double a = _pixels[i] - mine[i % Channels];
            double b = other._pixels[i] - theirs[i % Channels];
            product += a * b;
            square += a * a;
            otherSquare += b * b;
        }

        return square == 0 || otherSquare == 0 ? 0 : product / Math.Sqrt(square * otherSquare);
    }

    private void Means(Span<double> means)
    {
        for (int i = 0; i < _pixels.Length; i++) means[i % Channels] += _pixels[i];
        foreach (ref double mean in means) mean /= Side * Side;
    }
}
