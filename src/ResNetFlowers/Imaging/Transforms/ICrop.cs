using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>A step that cuts a box out: whoever comes before it need not compute the rest.</summary>
internal interface ICrop : IViewStep
{
    /// <summary>Chooses the box; what lies outside the picture comes out black.</summary>
    /// <exception cref="InvalidImageException">The picture is too small.</exception>
    PixelBox Draw(int width, int height, RandomSource random);

    /// <summary>Whether the box lies inside every picture whose shorter side is as long as this, or there is an exception.</summary>
    bool StaysInside(int shorterSide);

    /// <inheritdoc/>
    bool IViewStep.HasView => true;

    /// <inheritdoc/>
    PhotoView IViewStep.View(int width, int height, RandomSource random) =>
        PhotoView.Of(width, height, width, height, Draw(width, height, random), InterpolationMode.Bilinear);
}
