using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using Interval = ResNetFlowers.Imaging.Transforms.Interval;

namespace ResNetFlowers.Tests.Imaging.Transforms;

/// <summary>What the crop, the flips, the turn and the warp draw.</summary>
public class RandomGeometryTests
{
    private const int Draws = 4_000;

    [Fact]
    public void A_padded_crop_is_the_crop_of_the_padded_picture() => Prop.ForAll(
        Gen.Choose(8, 30).Two().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (sides, seed) =>
        {
            var crop = new RandomCrop(12, 4);
            using RgbImage image = Golden.Noise(sides.Item1, sides.Item2, 1);
            using RgbImage padded = Cropping.Crop(image, new PixelBox(-4, -4, image.Width + 8, image.Height + 8));
            PixelBox box = crop.Draw(image.Width, image.Height, new RandomSource(seed));
            using RgbImage expected = Cropping.Crop(padded, box with { Left = box.Left + 4, Top = box.Top + 4 });
            using RgbImage actual = crop.Apply(Cropping.Crop(image, PixelBox.Whole(image)), new RandomSource(seed));
            return box.Left >= -4 && box.Top >= -4 && box.Left + 12 <= image.Width + 4 && box.Top + 12 <= image.Height + 4
                && expected.Pixels.SequenceEqual(actual.Pixels);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Crops_are_equally_likely_everywhere()
    {
        int[] lefts = new int[9];
        for (int i = 0; i < 9_000; i++) lefts[new RandomCrop(8, 2).Draw(12, 12, new RandomSource(1, i)).Left + 2]++;
        Assert.All(lefts, count => Assert.InRange(count, 1_000 - 150, 1_000 + 150));
    }

    [Fact]
    public void A_picture_too_small_for_a_crop_is_refused_or_padded()
    {
        Assert.Throws<InvalidImageException>(() => new RandomCrop(12, 1).Draw(9, 30, new RandomSource(1)));
        // As torchvision pads: by all that is missing, on both sides.
        var padding = new RandomCrop(12) { PadIfNeeded = true };
        HashSet<int> lefts = [.. Enumerable.Range(0, 300).Select(i => padding.Draw(9, 30, new RandomSource(2, i)).Left)];
        Assert.Equal([-3, -2, -1, 0], lefts.Order());
    }

    [Fact]
    public void Flips_happen_as_often_as_asked_for()
    {
        Assert.InRange(Changed(new RandomHorizontalFlip(0.3)), Draws * 0.3 - 150, Draws * 0.3 + 150);
        Assert.InRange(Changed(new RandomVerticalFlip(0.3)), Draws * 0.3 - 150, Draws * 0.3 + 150);
        Assert.InRange(Changed(new RandomGrayscale(0.3)), Draws * 0.3 - 150, Draws * 0.3 + 150);
    }

    [Fact]
    public void A_rotation_turns_by_an_angle_of_its_interval()
    {
        using RgbImage image = Golden.Noise(31, 20, 1);
        var rotation = new RandomRotation(new Interval(10, 80)) { Interpolation = InterpolationMode.Bilinear, Expand = true, Fill = new PixelColor(1, 2, 3) };
        for (int i = 0; i < 50; i++)
        {
            double angle = new RandomSource(3, i).Uniform(10, 80);
            using RgbImage expected = Geometry.Rotate(image, angle, InterpolationMode.Bilinear, expand: true, fill: new PixelColor(1, 2, 3));
            using RgbImage actual = rotation.Apply(Cropping.Crop(image, PixelBox.Whole(image)), new RandomSource(3, i));
            Assert.Equal(Golden.Describe(expected), Golden.Describe(actual));
        }
    }

    [Fact]
    public void A_warp_is_drawn_from_all_of_its_intervals()
    {
        var affine = new RandomAffine(new Interval(-5, 10))
        {
            Translate = (0.1, 0.2), Scale = new Interval(0.8, 1.2), Shear = new Interval(-3, 4), ShearY = new Interval(5, 6),
        };
        AffineWarp[] warps = [.. Enumerable.Range(0, Draws).Select(i => affine.Draw(100, 50, new RandomSource(4, i)))];
        Uniform(warps.Select(warp => warp.Degrees), -5, 10);
        Uniform(warps.Select(warp => warp.Scale), 0.8, 1.2);
        Uniform(warps.Select(warp => warp.ShearX), -3, 4);
        Uniform(warps.Select(warp => warp.ShearY), 5, 6);
        // Rounded: the outermost whole numbers have half a share.
        Uniform(warps.Select(warp => (double)warp.TranslateX), -10, 10);
        Uniform(warps.Select(warp => (double)warp.TranslateY), -10, 10);
        Assert.Equal(new AffineWarp(7), new RandomAffine(new Interval(7, 7)).Draw(100, 50, new RandomSource(5)));
    }

    [Fact]
    public void A_blur_has_a_deviation_of_its_interval()
    {
        using RgbImage image = Golden.Noise(20, 20, 1);
        for (int i = 0; i < 20; i++)
        {
            using RgbImage expected = Blurring.Gaussian(image, 5, new RandomSource(6, i).Uniform(0.1, 2));
            using RgbImage actual = new GaussianBlur(5).Apply(Cropping.Crop(image, PixelBox.Whole(image)), new RandomSource(6, i));
            Assert.Equal(Golden.Describe(expected), Golden.Describe(actual));
        }
    }

    [Fact]
    public void An_interval_has_its_ends_in_order() => Assert.Throws<ArgumentOutOfRangeException>(() => new Interval(1, 0.5));

    private static void Uniform(IEnumerable<double> values, double low, double high)
    {
        double[] sorted = [.. values.Order()];
        double width = high - low;
        Assert.InRange(sorted[0], low, low + 0.01 * width);
        Assert.InRange(sorted[^1], high - 0.01 * width, high);
        for (int quarter = 1; quarter < 4; quarter++)
            Assert.Equal(low + width * quarter / 4, sorted[sorted.Length * quarter / 4], 0.05 * width);
    }

    private static int Changed(IImageTransform transform) => Enumerable.Range(0, Draws).Count(i =>
    {
        using RgbImage before = Golden.Noise(3, 3, 7);
        using RgbImage after = transform.Apply(Golden.Noise(3, 3, 7), new RandomSource(7, i));
        return !before.Pixels.SequenceEqual(after.Pixels);
    });
}
