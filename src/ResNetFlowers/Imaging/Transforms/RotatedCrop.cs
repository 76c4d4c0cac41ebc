namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Turns, and cuts out a box, in one go: the same pixels as by the two steps.</summary>
internal sealed record RotatedCrop(RandomRotation Rotation, ICrop Crop) : IImageTransform
{
    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        using (image)
        {
            double degrees = Rotation.Degrees.Draw(random);
            PixelBox window = Crop.Draw(image.Width, image.Height, random);
            return Geometry.RotateAndCrop(image, degrees, window, Rotation.Interpolation, Rotation.Fill);
        }
    }
}
