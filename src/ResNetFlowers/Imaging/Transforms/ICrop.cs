namespace ResNetFlowers.Imaging.Transforms;

/// <summary>A step that cuts a box out: whoever comes before it need not compute the rest.</summary>
internal interface ICrop : IImageTransform
{
    /// <summary>Chooses the box; what lies outside the picture comes out black.</summary>
    /// <exception cref="InvalidImageException">The picture is too small.</exception>
    PixelBox Draw(int width, int height, RandomSource random);
}
