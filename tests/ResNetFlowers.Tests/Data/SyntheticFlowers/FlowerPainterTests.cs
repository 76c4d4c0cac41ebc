using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers;

namespace ResNetFlowers.Tests.Data.SyntheticFlowers;

public class FlowerPainterTests
{
    [Fact]
    public void TheClassesAreThoseOfTheRealFlowersInOrdinalOrder() =>
        Assert.Equal(["daisy", "dandelion", "roses", "sunflowers", "tulips"], FlowerPainter.Classes);

    [Fact]
    public void APictureDependsOnItsNumbersAlone()
    {
        byte[] Pixels(int label, int index, long seed)
        {
            using SyntheticFlower flower = FlowerPainter.Draw(label, index, seed, 32);
            return flower.Image.Pixels.ToArray();
        }

        byte[] first = Pixels(2, 5, 1);
        Assert.Equal(first, Pixels(2, 5, 1));
        Assert.NotEqual(first, Pixels(1, 5, 1));
        Assert.NotEqual(first, Pixels(2, 6, 1));
        Assert.NotEqual(first, Pixels(2, 5, 2));
    }

    [Theory]
    [InlineData(FlowerPainter.SmallestSize)]
    [InlineData(65)]
    public void EveryPictureShowsAFlowerAndSomethingElse(int size)
    {
        for (int number = 0; number < 100; number++)
        {
            using SyntheticFlower flower = FlowerPainter.Draw(number % 5, number / 5, seed: 3, size);
            Assert.Equal((size, size), (flower.Image.Width, flower.Image.Height));
            Assert.Equal(size * size, flower.Mask.Count);
            Assert.All(flower.Mask, share => Assert.InRange(share, 0, 1.0001f));
            Assert.InRange(flower.Mask.Average(), 0.02f, 0.85f);
        }
    }

    [Fact]
    public void TheMaskIsWhereTheFlowersColourIs()
    {
        // A sunflower's head differs from the rest of its picture more than two random halves of the picture do.
        int apart = 0;
        for (int index = 0; index < 20; index++)
        {
            using SyntheticFlower flower = FlowerPainter.Draw(3, index, size: 48);
            if (Vector3.Distance(Mean(flower, inside: true), Mean(flower, inside: false)) > 0.1f) apart++;
        }

        Assert.InRange(apart, 15, 20);
    }

    [Fact]
    public void MeanColourDoesNotTellTheClasses()
    {
        // Who looks at the mean colours of flower and background only, and takes the nearest class mean, is wrong half of the time.
        const int each = 40;
        var features = new (Vector3 Inside, Vector3 Outside)[5, each];
        Parallel.For(0, 5 * each, number =>
        {
            using SyntheticFlower flower = FlowerPainter.Draw(number / each, number % each, size: 32);
            features[number / each, number % each] = (Mean(flower, inside: true), Mean(flower, inside: false));
        });

        var centres = new (Vector3 Inside, Vector3 Outside)[5];
        for (int label = 0; label < 5; label++)
        {
            for (int i = 0; i < each / 2; i++)
            {
                centres[label].Inside += features[label, i].Inside / (each / 2);
                centres[label].Outside += features[label, i].Outside / (each / 2);
            }
        }

        int right = 0;
        for (int label = 0; label < 5; label++)
        {
            for (int i = each / 2; i < each; i++)
            {
                (Vector3 inside, Vector3 outside) = features[label, i];
                int nearest = Enumerable.Range(0, 5).MinBy(
                    other => Vector3.Distance(inside, centres[other].Inside) + Vector3.Distance(outside, centres[other].Outside));
                if (nearest == label) right++;
            }
        }

        Assert.InRange(right / 100.0, 0.1, 0.6);
    }

    [Fact]
    public void NumbersOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FlowerPainter.Draw(5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FlowerPainter.Draw(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FlowerPainter.Draw(0, 0, size: 15));
        Assert.Throws<ArgumentOutOfRangeException>(() => FlowerPainter.Draw(0, 0, size: 2049));
    }

    private static Vector3 Mean(SyntheticFlower flower, bool inside)
    {
        Vector3 sum = Vector3.Zero;
        float weight = 1e-6f;
        Span<byte> pixels = flower.Image.Pixels;
        for (int i = 0; i < flower.Mask.Count; i++)
        {
            float share = inside ? flower.Mask[i] : 1 - flower.Mask[i];
            sum += share * new Vector3(pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]) / 255;
            weight += share;
        }

        return sum / weight;
    }
}
