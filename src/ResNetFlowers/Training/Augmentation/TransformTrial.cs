using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Training.Augmentation;

/// <summary>Finds out, before any photo is read, whether a list of transforms makes squares of the image size.</summary>
internal static class TransformTrial
{
    /// <summary>Tries a list on an upright and a lying blank photo, neither square nor smaller than the image size.</summary>
    /// <param name="transforms">The list.</param>
    /// <param name="imageSize">Side of what the network is to see, in pixels.</param>
    /// <exception cref="InputException">The result has another size, or a step cannot be taken; the message names the entry.</exception>
    public static void Require(Compose transforms, int imageSize)
    {
        Try(transforms, imageSize, 2 * imageSize, imageSize * 3 / 2);
        Try(transforms, imageSize, imageSize * 3 / 2, 2 * imageSize);
    }

    private static void Try(Compose transforms, int imageSize, int width, int height)
    {
        RgbImage image = RgbImage.Rent(width, height);
        default(PixelColor).Fill(image);
        var random = new RandomSource();
        string sizes = "";
        try
        {
            for (int i = 0; i < transforms.Steps.Count; i++)
            {
                string entry = $"entry {i + 1}, {transforms.Steps[i].ToString()?.Split('(')[0]}";
                (int before, int beside) = (image.Width, image.Height);
                image = Apply(transforms.Steps[i], image, random, entry);
                if ((image.Width, image.Height) != (before, beside)) sizes = $"{entry}: ";
            }

            if (image.Width == imageSize && image.Height == imageSize) return;
            throw new InputException(
                $"--augment: {sizes}a photo of {width}x{height} becomes {image.Width}x{image.Height}; the last step that changes the size must make it {imageSize}x{imageSize}, as RandomResizedCrop and CenterCrop do if they are given no size");
        }
        finally
        {
            image.Dispose();
        }
    }

    private static RgbImage Apply(IImageTransform step, RgbImage image, RandomSource random, string entry)
    {
        try
        {
            return step.Apply(image, random);
        }
        catch (InvalidImageException exception)
        {
            throw new InputException($"--augment: {entry}: what comes to it {exception.Message}; resize first", exception);
        }
    }
}
