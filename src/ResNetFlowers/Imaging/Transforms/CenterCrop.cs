namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Cuts a square out of the middle; a picture that is too small gets a black border.</summary>
/// <param name="Size">The side of the result, in pixels.</param>
public sealed record CenterCrop(int Size) : ICrop
{
    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width == Size && image.Height == Size) return image;
        using (image) return Cropping.Crop(image, Cropping.Center(image.Width, image.Height, Size, Size));
    }

    /// <inheritdoc/>
    PixelBox ICrop.Draw(int width, int height, RandomSource random) => Cropping.Center(width, height, Size, Size);

    /// <inheritdoc/>
    bool ICrop.StaysInside(int shorterSide) => Size <= shorterSide;

    /// <inheritdoc/>
    public override string ToString() => $"CenterCrop(size=({Size}, {Size}))";
}
