using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using Interval = ResNetFlowers.Imaging.Transforms.Interval;

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

            Moments.Compare(entry, "area", boxes.Select(box => (double)box.Width * box.Height / (width * height)));
            Moments.Compare(entry, "log_ratio", boxes.Select(box => Math.Log((double)box.Width / box.Height)));
            Moments.Compare(entry, "left", boxes.Select(box => (double)box.Left / width));
            Moments.Compare(entry, "top", boxes.Select(box => (double)box.Top / height));
            Moments.Compare(entry, "whole_side", boxes.Select(box => box.Width == width || box.Height == height ? 1.0 : 0.0));
        }
    }

    [Fact]
    public void Scale_and_ratio_are_kept() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var crop = new RandomResizedCrop(64) { Scale = new Interval(0.35, 0.6), Ratio = new Interval(1.5, 1.6) };
        PixelBox box = crop.Draw(1000, 1000, new RandomSource(seed));
        return box.Width * box.Height is > 348_000 and < 602_000 && (double)box.Width / box.Height is > 1.49 and < 1.61;
    }).QuickCheckThrowOnFailure();

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
}
