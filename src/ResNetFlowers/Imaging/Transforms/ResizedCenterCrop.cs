using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Resizes, and cuts out the middle, in one go: the same pixels as by the two steps.</summary>
internal sealed record ResizedCenterCrop(Resize Resize, CenterCrop Crop) : IViewStep
{
    /// <inheritdoc/>
    public int Size => Crop.Size;

    /// <inheritdoc/>
    public bool HasView => Resize.Interpolation != InterpolationMode.Nearest && ((ICrop)Crop).StaysInside(Resize.Size);

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (Window(image.Width, image.Height) is not { } window) return Crop.Apply(Resize.Apply(image, random), random);
        (int width, int height) = Resize.OutputSize(image.Width, image.Height);
        using (image) return Resizer.ResizeAndCrop(image, width, height, window, Resize.Interpolation);
    }

    /// <inheritdoc/>
    public RgbImage Apply(IPhoto photo, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(photo);
        if (Window(photo.Width, photo.Height) is not { } window) return Apply(photo.Decode(), random);
        (int width, int height) = Resize.OutputSize(photo.Width, photo.Height);
        return Resizer.ResizeAndCrop(photo, width, height, window, Resize.Interpolation);
    }

    /// <inheritdoc/>
    public PhotoView View(int width, int height, RandomSource random)
    {
        Resize.RequireFitting(width, height);
        (int resizedWidth, int resizedHeight) = Resize.OutputSize(width, height);
        PixelBox window = Cropping.Center(resizedWidth, resizedHeight, Crop.Size, Crop.Size);
        return PhotoView.Of(width, height, resizedWidth, resizedHeight, window, Resize.Interpolation);
    }

    /// <summary>The part of the resized picture that is kept; null where the two steps do not join.</summary>
    private PixelBox? Window(int width, int height)
    {
        (int resizedWidth, int resizedHeight) = Resize.OutputSize(width, height);
        PixelBox window = Cropping.Center(resizedWidth, resizedHeight, Crop.Size, Crop.Size);
        bool resizes = resizedWidth != width || resizedHeight != height;
        bool joins = resizes && window.IsInside(resizedWidth, resizedHeight) && (long)resizedWidth * resizedHeight <= PixelLimit.Default;
        return joins ? window : null;
    }
}
