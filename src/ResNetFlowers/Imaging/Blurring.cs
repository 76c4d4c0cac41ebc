using ResNetFlowers.Imaging.Filtering;

namespace ResNetFlowers.Imaging;

/// <summary>Blurs pictures, byte for byte as torchvision's <c>gaussian_blur</c> does Pillow's.</summary>
public static class Blurring
{
    /// <summary>The largest kernel.</summary>
    public const int MaxKernelSize = 255;

    /// <summary>Blurs a picture.</summary>
    /// <param name="image">The picture; it stays the caller's.</param>
    /// <param name="kernelSize">How many pixels, along each side, have a say in one; odd, at most <see cref="MaxKernelSize"/>.</param>
    /// <param name="sigma">The standard deviation of the Gaussian, in pixels, above 0.</param>
    /// <returns>A new picture that the caller disposes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kernel or the deviation is out of range.</exception>
    /// <exception cref="InvalidImageException">The picture is not larger than half the kernel.</exception>
    public static RgbImage Gaussian(RgbImage image, int kernelSize, double sigma)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        if (kernelSize is < 1 or > MaxKernelSize || kernelSize % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(kernelSize), kernelSize, $"is not odd and from 1 to {MaxKernelSize}");
        if (image.Width <= kernelSize / 2 || image.Height <= kernelSize / 2)
            throw new InvalidImageException($"is too small: {image.Width}x{image.Height}, for a blur over {kernelSize} pixels");

        float[] weights = new float[kernelSize * kernelSize];
        GaussianKernel.Fill((float)sigma, weights, kernelSize);
        RgbImage result = RgbImage.Rent(image.Width, image.Height);
        GaussianFilter.Apply(image, result, weights, kernelSize);
        return result;
    }
}
