namespace ResNetFlowers.Imaging.Transforms;

/// <summary>The two ways from photo to network, shared by all that trains, evaluates or predicts.</summary>
public static class TransformPresets
{
    /// <summary>For training: a random part at a random scale, mirrored half of the time.</summary>
    /// <param name="imageSize">The side of the result, in pixels, at least 1.</param>
    public static IImageTransform Train(int imageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        return new Compose(new RandomResizedCrop(imageSize), new RandomHorizontalFlip());
    }

    /// <summary>
    /// For everything else: the middle, at the scale of 256 pixels to the shorter side for every 224 of the result (He et al. 2016,
    /// "Deep Residual Learning for Image Recognition", section 3.4). Draws no random numbers.
    /// </summary>
    /// <param name="imageSize">The side of the result, in pixels, at least 1.</param>
    public static IImageTransform Validation(int imageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        return new Compose(new Resize(imageSize * 256 / 224), new CenterCrop(imageSize));
    }
}
