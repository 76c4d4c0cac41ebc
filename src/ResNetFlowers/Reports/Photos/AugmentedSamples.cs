using ResNetFlowers.Data;
using ResNetFlowers.Imaging;
using ResNetFlowers.Preview;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Reports.Photos;

/// <summary>A training photo as validation would see it, and as training saw it.</summary>
/// <param name="Path">The photo.</param>
/// <param name="Views">JPEGs: validation's view, then that of each of the first epochs.</param>
internal sealed record AugmentedPhoto(string Path, IReadOnlyList<byte[]> Views);

/// <summary>Draws a few training photos as training saw them.</summary>
internal static class AugmentedSamples
{
    /// <summary>Side of the pictures, in pixels.</summary>
    public const int Side = 96;

    private const int Photos = 5;
    private const int Epochs = 5;
    private const int Quality = 72;

    /// <summary>Photos of as many classes as there are rows; those that cannot be read are left out.</summary>
    /// <param name="train">The photos that it learned from.</param>
    /// <param name="options">The training.</param>
    public static IReadOnlyList<AugmentedPhoto> Draw(ImageFolder train, TrainOptions options)
    {
        var views = new PhotoViews(options, Epochs);
        return [.. PhotoChoice.Draw(train, options.Seed).Select(photo => TryDraw(photo, views)).OfType<AugmentedPhoto>().Take(Photos)];
    }

    private static AugmentedPhoto? TryDraw(ChosenPhoto photo, PhotoViews views)
    {
        try
        {
            IReadOnlyList<RgbImage> pictures = views.Of(photo);
            // The first is the whole photo, which may be of any shape.
            var drawn = new AugmentedPhoto(photo.Path, [.. pictures.Skip(1).Select(Encode)]);
            foreach (RgbImage picture in pictures) picture.Dispose();
            return drawn;
        }
        catch (InvalidImageException)
        {
            return null;
        }
    }

    private static byte[] Encode(RgbImage picture)
    {
        using RgbImage small = Resizer.Resize(picture, Side, Side);
        return ImageCodec.EncodeJpeg(small, Quality);
    }
}
