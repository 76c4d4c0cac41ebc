namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Resizes, and cuts out the middle, in one go: the same pixels as by the two steps.</summary>
internal sealed record ResizedCenterCrop(Resize Resize, CenterCrop Crop) : IImageTransform
{
    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        (int width, int height) = Resize.OutputSize(image.Width, image.Height);
        PixelBox window = Cropping.Center(width, height, Crop.Size, Crop.Size);
        bool resizes = width != image.Width || height != image.Height;
        if (!resizes || !window.IsInside(width, height) || (long)width * height > ImageHeader.MaxPixels)
            return Crop.Apply(Resize.Apply(image, random), random);
        using (image) return Resizer.ResizeAndCrop(image, width, height, window, Resize.Interpolation);
    }
}
