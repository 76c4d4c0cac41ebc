using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Tests.Imaging.Transforms;

public class ColorJitterTests
{
    /// <summary>The grey 100 tells the factor of brightness: uniform from 0.6 to 1.4, so that 60 to 139 are equally frequent.</summary>
    [Fact]
    public void Factors_are_uniform()
    {
        int[] counts = new int[256];
        for (int i = 0; i < 16_000; i++)
        {
            using RgbImage image = Plain(100, 100, 100);
            new ColorJitter(Brightness: 0.4).Apply(image, new RandomSource(4, i));
            counts[image.Pixels[0]]++;
        }

        Assert.Equal(16_000, counts[60..140].Sum());
        Assert.All(counts[60..140], count => Assert.InRange(count, 200 - 5 * 14.1, 200 + 5 * 14.1));
    }

    [Fact]
    public void A_factor_is_never_below_zero()
    {
        int black = 0;
        for (int i = 0; i < 1_000; i++)
        {
            using RgbImage image = Plain(255, 255, 255);
            new ColorJitter(Brightness: 3).Apply(image, new RandomSource(5, i));
            if (image.Pixels[0] == 0) black++;
        }

        // Of factors from 0 to 4, one in a thousand gives black; from −2 to 4 a third would.
        Assert.InRange(black, 0, 10);
    }

    /// <summary>Brightness of a white picture clips, so that saturation before and after it differ; both must happen half of the time.</summary>
    [Fact]
    public void The_order_is_random()
    {
        int saturatedFirst = 0;
        int clear = 0;
        for (int i = 0; i < 2_000; i++)
        {
            using RgbImage image = Plain(200, 190, 180);
            var random = new RandomSource(6, i);
            new ColorJitter(Brightness: 0.9, Saturation: 0.9).Apply(image, random);
            string outcome = Golden.Describe(image);
            (string first, string last) = BothOrders(i);
            if (first == last) continue;
            Assert.True(outcome == first || outcome == last);
            clear++;
            if (outcome == first) saturatedFirst++;
        }

        Assert.InRange(clear, 500, 2_000);
        Assert.Equal(0.5, saturatedFirst / (double)clear, 5 * 0.5 / Math.Sqrt(clear));
    }

    /// <summary>What the two orders would give with the factors that the stream holds after its shuffle, in the order of their use.</summary>
    private static (string SaturationFirst, string BrightnessFirst) BothOrders(int stream)
    {
        var random = new RandomSource(6, stream);
        random.Shuffle<int>([0, 1, 2, 3]);
        double one = random.Uniform(0.1, 1.9);
        double two = random.Uniform(0.1, 1.9);
        using RgbImage first = Plain(200, 190, 180);
        ColorAdjustment.Saturation(first, one);
        ColorAdjustment.Brightness(first, two);
        using RgbImage last = Plain(200, 190, 180);
        ColorAdjustment.Brightness(last, one);
        ColorAdjustment.Saturation(last, two);
        return (Golden.Describe(first), Golden.Describe(last));
    }

    [Fact]
    public void An_amount_of_zero_leaves_a_picture_alone()
    {
        using RgbImage image = AugmentationGolden.Decode("noise.png");
        string before = Golden.Describe(image);
        new ColorJitter().Apply(image, new RandomSource(1));
        Assert.Equal(before, Golden.Describe(image));
    }

    private static RgbImage Plain(byte red, byte green, byte blue)
    {
        RgbImage image = RgbImage.Rent(1, 1);
        new PixelColor(red, green, blue).Fill(image);
        return image;
    }
}
