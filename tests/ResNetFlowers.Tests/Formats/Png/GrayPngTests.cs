using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Formats.Png;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Formats.Png;

public class GrayPngTests
{
    [Fact]
    public void EveryPixelComesBack()
    {
        Prop.ForAll(
            Gen.Choose(1, 40).Zip(Gen.Choose(1, 40)).Zip(Gen.Choose(0, 1000)).ToArbitrary(),
            drawn =>
            {
                ((int width, int height), int seed) = drawn;
                byte[] pixels = new byte[width * height];
                var random = new RandomSource(seed);
                for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)random.Below(256);
                using RgbImage image = ImageCodec.Decode(GrayPng.Encode(pixels, width));
                return image.Width == width && image.Height == height
                    && image.Pixels.SequenceEqual(pixels.SelectMany(value => new[] { value, value, value }).ToArray());
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(7, 2)]
    [InlineData(0, 1)]
    public void PixelsThatAreNoRowsAreRefused(int count, int width) =>
        Assert.Throws<ArgumentException>(() => GrayPng.Encode(new byte[count], width));
}
