using ResNetFlowers.Data;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Reports.Photos;

/// <summary>Photos for a page: what a network sees of them, larger or smaller.</summary>
/// <param name="preprocessing">The network's way from photo to square.</param>
/// <param name="maxPixels">How many pixels a photo may have, see <see cref="PixelLimit"/>.</param>
internal sealed class Pictures(Preprocessing preprocessing, long maxPixels)
{
    /// <summary>The network's view of a photo at another size.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="side">In pixels, at least 1.</param>
    /// <returns>A picture that the caller disposes.</returns>
    /// <exception cref="InvalidImageException">It cannot be read.</exception>
    public RgbImage View(string path, int side)
    {
        using PhotoFile file = PhotoFile.Open(path, maxPixels);
        return preprocessing.Scaled(side).ToTransform().Apply(file.Photo(), new RandomSource());
    }
}
