namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Blurs pictures by a random amount.</summary>
/// <param name="KernelSize">How many pixels, along each side, have a say in one; odd, at most <see cref="Blurring.MaxKernelSize"/>.</param>
public sealed record GaussianBlur(int KernelSize) : IImageTransform
{
    /// <summary>The standard deviations of the Gaussian, in pixels, above 0.</summary>
    public Interval Sigma { get; init; } = new(0.1, 2.0);

    /// <inheritdoc/>
    /// <exception cref="InvalidImageException">The picture is not larger than half the kernel.</exception>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        using (image) return Blurring.Gaussian(image, KernelSize, Sigma.Draw(random));
    }

    /// <inheritdoc/>
    public override string ToString() => $"GaussianBlur(kernel_size=({KernelSize}, {KernelSize}), sigma={Sigma})";
}
