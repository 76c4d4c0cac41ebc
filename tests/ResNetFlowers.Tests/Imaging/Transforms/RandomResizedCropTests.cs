using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Tests.Imaging.Transforms;

public class RandomResizedCropTests
{
    [Fact]
    public void Boxes_are_always_inside() => Prop.ForAll(
        Gen.Choose(1, 3000).Two().ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (size, seed) =>
        {
            (int width, int height) = size;
            var random = new RandomSource(seed);
            return Enumerable.Range(0, 50).All(_ => new RandomResizedCrop(224).Draw(width, height, random).IsInside(width, height));
        }).QuickCheckThrowOnFailure();

    /// <summary>
    /// Means and spreads over as many draws as torchvision's were recorded over; the means may differ by five times their standard
    /// error.
    /// </summary>
    [Fact]
    public void Boxes_are_distributed_as_torchvisions()
    {
        foreach (JsonElement entry in Golden.Section("random_crops"))
        {
            int width = entry.GetProperty("width").GetInt32();
            int height = entry.GetProperty("height").GetInt32();
            int draws = entry.GetProperty("draws").GetInt32();
            var random = new RandomSource(2026);
            var boxes = new PixelBox[draws];
            foreach (ref PixelBox box in boxes.AsSpan()) box = new RandomResizedCrop(224).Draw(width, height, random);

            JsonElement expected = entry.GetProperty("moments");
            Compare(expected.GetProperty("area"), boxes, box => (double)box.Width * box.Height / (width * height));
            Compare(expected.GetProperty("log_ratio"), boxes, box => Math.Log((double)box.Width / box.Height));
            Compare(expected.GetProperty("left"), boxes, box => (double)box.Left / width);
            Compare(expected.GetProperty("top"), boxes, box => (double)box.Top / height);
            Compare(expected.GetProperty("whole_side"), boxes, box => box.Width == width || box.Height == height ? 1 : 0);
        }
    }

    [Theory]
    [InlineData(1000, 10, 493, 0, 13, 10)]
    [InlineData(10, 1000, 0, 493, 10, 13)]
    [InlineData(1, 1, 0, 0, 1, 1)]
    public void A_picture_that_no_box_fits_gives_its_middle(int width, int height, int left, int top, int boxWidth, int boxHeight)
    {
        // 8 % of such a picture is more than any allowed ratio fits, so that every try fails.
        PixelBox box = new RandomResizedCrop(224).Draw(width, height, new RandomSource(1));
        Assert.Equal(new PixelBox(left, top, boxWidth, boxHeight), box);
    }

    private static void Compare(JsonElement expected, PixelBox[] boxes, Func<PixelBox, double> measure)
    {
        double mean = boxes.Average(measure);
        double std = Math.Sqrt(boxes.Average(box => Math.Pow(measure(box) - mean, 2)));
        double expectedStd = expected.GetProperty("std").GetDouble();
        double tolerance = 5 * expectedStd * Math.Sqrt(2.0 / boxes.Length) + 1e-9;
        Assert.Equal(expected.GetProperty("mean").GetDouble(), mean, tolerance);
        Assert.Equal(expectedStd, std, tolerance * 2);
    }
}
