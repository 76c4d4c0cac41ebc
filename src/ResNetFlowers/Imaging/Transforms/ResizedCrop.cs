using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Resizes, and cuts out a box, in one go: the same pixels as by the two steps.</summary>
/// <param name="Resize">The first step.</param>
/// <param name="OutputSize">The size of its result, from that of a picture.</param>
/// <param name="ShorterSide">The shorter side of that.</param>
/// <param name="Interpolation">Its interpolation.</param>
/// <param name="Crop">The second step.</param>
internal sealed record ResizedCrop(
    IImageTransform Resize, Func<int, int, (int Width, int Height)> OutputSize, int ShorterSide, InterpolationMode Interpolation, ICrop Crop) : IViewStep
{
    /// <inheritdoc/>
    public int Size => Crop.Size;

    /// <inheritdoc/>
    public bool HasView => Interpolation != InterpolationMode.Nearest && Crop.StaysInside(ShorterSide);

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        (int width, int height) = OutputSize(image.Width, image.Height);
        bool resizes = width != image.Width || height != image.Height;
        if (!resizes || (long)width * height > PixelLimit.Default) return Crop.Apply(Resize.Apply(image, random), random);
        using (image)
        {
            PixelBox window = Crop.Draw(width, height, random);
            if (window.IsInside(width, height)) return Resizer.ResizeAndCrop(image, width, height, window, Interpolation);
            using RgbImage resized = Resizer.Resize(image, width, height, Interpolation);
            return Cropping.Crop(resized, window);
        }
    }

    /// <inheritdoc/>
    public PhotoView View(int width, int height, RandomSource random)
    {
        if (Resize is Resize byShorterSide) byShorterSide.RequireFitting(width, height);
        (int resizedWidth, int resizedHeight) = OutputSize(width, height);
        return PhotoView.Of(width, height, resizedWidth, resizedHeight, Crop.Draw(resizedWidth, resizedHeight, random), Interpolation);
    }
}
