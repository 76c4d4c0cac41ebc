using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Filtering;

namespace ResNetFlowers.Tests.Imaging;

public class BlurringTests
{
    [Fact]
    public void Vectors_blur_as_the_scalar_code_does()
    {
        if (!Fma.IsSupported || !Avx2.IsSupported) return;
        Prop.ForAll(
            Gen.Choose(8, 40).Two().ToArbitrary(), Gen.Choose(0, 7).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (sides, half, tenths) =>
            {
                int size = 2 * half + 1;
                float[] weights = new float[size * size];
                GaussianKernel.Fill(tenths / 10f, weights, size);
                using RgbImage image = Golden.Noise(sides.Item1, sides.Item2, half);
                using RgbImage scalar = RgbImage.Rent(image.Width, image.Height);
                using RgbImage vector = RgbImage.Rent(image.Width, image.Height);
                GaussianFilter.Apply(image, scalar, weights, size, vectorize: false);
                GaussianFilter.Apply(image, vector, weights, size, vectorize: true);
                return scalar.Pixels.SequenceEqual(vector.Pixels);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_picture_smaller_than_half_the_kernel_is_refused()
    {
        using RgbImage image = Golden.Noise(10, 3, 1);
        Blurring.Gaussian(image, 5, 1).Dispose();
        Assert.Throws<InvalidImageException>(() => Blurring.Gaussian(image, 7, 1));
    }

    [Theory]
    [InlineData(4, 1.0)]
    [InlineData(-1, 1.0)]
    [InlineData(257, 1.0)]
    [InlineData(5, 0.0)]
    public void Even_kernels_and_no_deviation_are_refused(int kernelSize, double sigma)
    {
        using RgbImage image = Golden.Noise(10, 10, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Blurring.Gaussian(image, kernelSize, sigma));
    }
}
