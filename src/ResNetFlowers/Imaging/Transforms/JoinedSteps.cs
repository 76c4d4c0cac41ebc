namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// Which two steps can be taken as one that gives the same pixels for less work (a half, where a third of each side is cut off). Flips
/// are none of them: mirroring a picture in place takes about 0.01 ms at 224x224, a fiftieth of what comes before it.
/// </summary>
internal static class JoinedSteps
{
    /// <summary>The one step; null where the two stay two.</summary>
    public static IImageTransform? Of(IImageTransform first, IImageTransform second) => (first, second) switch
    {
        (Resize resize, CenterCrop crop) => new ResizedCenterCrop(resize, crop),
        (Resize resize, ICrop crop) => new ResizedCrop(resize, resize.OutputSize, resize.Size, resize.Interpolation, crop),
        (ResizeSquare square, ICrop crop) => new ResizedCrop(square, (_, _) => (square.Size, square.Size), square.Size, square.Interpolation, crop),
        (RandomRotation { Expand: false } rotation, ICrop crop) => new RotatedCrop(rotation, crop),
        _ => null,
    };
}
