using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using Interval = ResNetFlowers.Imaging.Transforms.Interval;

namespace ResNetFlowers.Tests.Imaging.Transforms;

public class RandomErasingTests
{
    [Fact]
    public void Only_the_box_is_erased_and_it_is_smaller_than_the_picture() => Prop.ForAll(
        Gen.Choose(2, 60).Two().ToArbitrary(), Gen.Elements(1, 3).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (size, channels, seed) =>
        {
            (int width, int height) = size;
            float[] pixels = new float[width * height * channels];
            pixels.AsSpan().Fill(7);
            new RandomErasing(1).Apply(pixels, width, height, new RandomSource(seed));
            if (Box(width, height, seed) is not { } box) return !pixels.AsSpan().Contains(0);
            bool right = box.Width < width && box.Height < height && box.Left >= 0 && box.Top >= 0
                && box.Left + box.Width <= width && box.Top + box.Height <= height;
            for (int i = 0; i < pixels.Length; i++)
            {
                int x = i / channels % width - box.Left;
                int y = i / channels / width - box.Top;
                bool inside = x >= 0 && x < box.Width && y >= 0 && y < box.Height;
                right &= pixels[i] == (inside ? 0 : 7);
            }

            return right;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Boxes_are_distributed_as_torchvisions()
    {
        foreach (JsonElement entry in AugmentationGolden.Section("erased_boxes").EnumerateArray())
        {
            int width = entry.GetProperty("width").GetInt32();
            int height = entry.GetProperty("height").GetInt32();
            var random = new RandomSource(2026);
            var erasing = new RandomErasing();
            var boxes = new List<PixelBox>();
            for (int i = 0; i < entry.GetProperty("draws").GetInt32(); i++) boxes.Add(erasing.Draw(width, height, random)!.Value);

            Moments.Compare(entry, "area", boxes.Select(box => (double)box.Width * box.Height / (width * height)));
            Moments.Compare(entry, "log_ratio", boxes.Select(box => Math.Log((double)box.Height / box.Width)));
            Moments.Compare(entry, "left", boxes.Select(box => (double)box.Left / width));
            Moments.Compare(entry, "top", boxes.Select(box => (double)box.Top / height));
        }
    }

    [Fact]
    public void As_many_pictures_are_erased_as_asked_for()
    {
        int erased = Enumerable.Range(0, 4_000).Count(seed =>
        {
            Span<float> pixels = stackalloc float[20 * 20 * 3];
            pixels.Fill(7);
            new RandomErasing(0.25).Apply(pixels, 20, 20, new RandomSource(3, seed));
            return pixels.Contains(0);
        });
        Assert.InRange(erased, 1_000 - 5 * 27.4, 1_000 + 5 * 27.4);
    }

    [Fact]
    public void Random_values_are_normally_distributed()
    {
        float[] pixels = new float[200 * 200 * 3];
        pixels.AsSpan().Fill(float.NaN);
        new RandomErasing(1) { Value = null, Scale = new Interval(0.3, 0.3) }.Apply(pixels, 200, 200, new RandomSource(5));
        float[] erased = [.. pixels.Where(float.IsFinite)];
        Assert.InRange(erased.Length, 30_000, 42_000);
        Assert.Equal(0, erased.Average(), 0.03);
        Assert.Equal(1, erased.Average(value => value * value), 0.04);
    }

    /// <summary>The box that a stream of random numbers gives after deciding that there is one.</summary>
    private static PixelBox? Box(int width, int height, int seed)
    {
        var random = new RandomSource(seed);
        random.NextDouble();
        return new RandomErasing(1).Draw(width, height, random);
    }
}
