using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Coloring;
using ResNetFlowers.Imaging.Filtering;

namespace ResNetFlowers.Tests.Imaging;

public class ColorAdjustmentTests
{
    /// <summary>All 2²⁴ colours, against one hash of what Pillow makes of them.</summary>
    [Fact]
    public void Every_colour_turns_as_in_torchvision()
    {
        foreach (var entry in AugmentationGolden.Section("every_colour").EnumerateArray())
        {
            using RgbImage colours = EveryColour();
            ColorAdjustment.Hue(colours, entry.GetProperty("turn").GetDouble());
            Assert.Equal(entry.GetProperty("sha256").GetString(), Golden.Sha256(colours.Pixels));
        }
    }

    [Fact]
    public void Every_colour_has_the_luma_of_Pillow()
    {
        using RgbImage colours = EveryColour();
        using RgbImage grey = ColorAdjustment.Grayscale(colours);
        Assert.Equal(AugmentationGolden.Section("every_luma").GetString(), Golden.Sha256(grey.Pixels));
    }

    [Fact]
    public void Vectors_blend_as_the_scalar_code_does()
    {
        if (!Avx2.IsSupported) return;
        Prop.ForAll(
            Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(-100, 400).ToArbitrary(), (length, percent) =>
            {
                byte[] from = Noise(length, 1);
                byte[] scalar = Noise(length, 2);
                byte[] vector = [.. scalar];
                Blending.Scalar(from, scalar, percent / 100f);
                Blending.Vector(from, vector, percent / 100f);
                return scalar.AsSpan().SequenceEqual(vector);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Vectors_weigh_colours_as_the_scalar_code_does()
    {
        if (!Avx2.IsSupported) return;
        Prop.ForAll(Gen.Choose(1, 60).ToArbitrary(), pixels =>
        {
            byte[] source = Noise(pixels * 3, 3);
            byte[] scalar = new byte[source.Length];
            byte[] vector = new byte[source.Length];
            Grayscale.Scalar(source, scalar);
            Grayscale.Vector(source, vector);
            return scalar.AsSpan().SequenceEqual(vector);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Vectors_smooth_as_the_scalar_code_does()
    {
        if (!Avx2.IsSupported) return;
        Prop.ForAll(Gen.Choose(1, 40).Two().ToArbitrary(), sides =>
        {
            using RgbImage image = Golden.Noise(sides.Item1, sides.Item2, 4);
            using RgbImage scalar = RgbImage.Rent(image.Width, image.Height);
            using RgbImage vector = RgbImage.Rent(image.Width, image.Height);
            SmoothFilter.Apply(image, scalar, vectorize: false);
            SmoothFilter.Apply(image, vector, vectorize: true);
            return scalar.Pixels.SequenceEqual(vector.Pixels);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(-0.51)]
    [InlineData(0.51)]
    [InlineData(double.NaN)]
    public void A_turn_of_more_than_half_a_circle_is_refused(double turn)
    {
        using RgbImage image = Golden.Noise(2, 2, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => ColorAdjustment.Hue(image, turn));
    }

    private static RgbImage EveryColour()
    {
        RgbImage image = RgbImage.Rent(4096, 4096);
        Span<byte> pixels = image.Pixels;
        for (int colour = 0; colour < 1 << 24; colour++)
        {
            pixels[colour * 3] = (byte)(colour >> 16);
            pixels[colour * 3 + 1] = (byte)(colour >> 8);
            pixels[colour * 3 + 2] = (byte)colour;
        }

        return image;
    }

    private static byte[] Noise(int length, long seed)
    {
        byte[] bytes = new byte[length];
        var random = new RandomSource(seed, length);
        foreach (ref byte sample in bytes.AsSpan()) sample = (byte)random.NextBits();
        return bytes;
    }
}
