namespace ResNetFlowers.Imaging.Transforms;

/// <summary>
/// One step from a decoded photo to what the network sees: a pure function of a picture and of random numbers. It has no state, so
/// that any number of threads may share it; its <c>ToString</c> is torchvision's.
/// </summary>
public interface IImageTransform
{
    /// <summary>
    /// Applies the step. <b>Takes the picture over</b>: whether it returns or throws, the picture passed in is no longer the caller's,
    /// who owns, and disposes, only what comes back (which may be the same picture, changed in place).
    /// </summary>
    /// <param name="image">The picture to use up.</param>
    /// <param name="random">Where chance comes from; a step without chance draws nothing.</param>
    RgbImage Apply(RgbImage image, RandomSource random);

    /// <summary>Applies the step to a photo that is still to be decoded; a step that needs but a part of it asks for no more.</summary>
    /// <param name="photo">The photo; it stays the caller's.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>What <see cref="Apply(RgbImage, RandomSource)"/> makes of the whole photo.</returns>
    RgbImage Apply(IPhoto photo, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return Apply(photo.Decode(), random);
    }
}
