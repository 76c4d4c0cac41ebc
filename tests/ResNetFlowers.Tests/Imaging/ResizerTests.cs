using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging;

public class ResizerTests
{
    public static TheoryData<bool> Ways { get; } = Avx2.IsSupported ? new(false, true) : new(false);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Resizes_to_the_bytes_of_Pillow(bool vectorize)
    {
        using RgbImage photo = Golden.Decode("photo.jpg");
        foreach (JsonElement entry in Golden.Section("resized")) Check(photo, PixelBox.Whole(photo), entry, vectorize);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Resizes_a_part_as_Pillow_does_after_cropping(bool vectorize)
    {
        using RgbImage photo = Golden.Decode("photo.jpg");
        foreach (JsonElement entry in Golden.Section("cropped"))
        {
            int[] box = [.. entry.GetProperty("box").EnumerateArray().Select(value => value.GetInt32())];
            Check(photo, new PixelBox(box[0], box[1], box[2], box[3]), entry, vectorize);
        }
    }

    [Fact]
    public void A_part_comes_out_as_if_cropped_first() => Prop.ForAll(Cases.ToArbitrary(), test =>
    {
        using RgbImage image = Golden.Noise(test.SourceWidth, test.SourceHeight, seed: 1);
        using RgbImage cropped = Cropping.Crop(image, test.Box);
        using RgbImage direct = Resizer.Resize(image, test.Box, test.Width, test.Height, test.Interpolation);
        using RgbImage twoSteps = Resizer.Resize(cropped, test.Width, test.Height, test.Interpolation);
        return direct.Pixels.SequenceEqual(twoSteps.Pixels);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_part_of_the_result_comes_out_as_if_cropped_afterwards() => Prop.ForAll(Cases.ToArbitrary(), test =>
    {
        // The case's box is that of the result here, its size that of the source.
        using RgbImage image = Golden.Noise(test.Width, test.Height, seed: 3);
        using RgbImage whole = Resizer.Resize(image, test.SourceWidth, test.SourceHeight, test.Interpolation);
        using RgbImage twoSteps = Cropping.Crop(whole, test.Box);
        using RgbImage direct = Resizer.ResizeAndCrop(image, test.SourceWidth, test.SourceHeight, test.Box, test.Interpolation);
        return direct.Pixels.SequenceEqual(twoSteps.Pixels);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(30, 35)]
    [InlineData(44, 20)]
    [InlineData(30, 20)]
    public void A_side_that_keeps_its_length_is_cropped_too(int width, int height)
    {
        using RgbImage image = Golden.Noise(30, 20, seed: 4);
        using RgbImage whole = Resizer.Resize(image, width, height);
        var window = new PixelBox(7, 3, 19, 11);
        using RgbImage twoSteps = Cropping.Crop(whole, window);
        using RgbImage direct = Resizer.ResizeAndCrop(image, width, height, window);
        Assert.Equal(Golden.Describe(twoSteps), Golden.Describe(direct));
    }

    [Fact]
    public void A_window_outside_the_result_is_refused()
    {
        using RgbImage image = RgbImage.Rent(10, 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => Resizer.ResizeAndCrop(image, 20, 20, new PixelBox(1, 0, 20, 20)));
    }

    [Fact]
    public void Vectors_give_the_bytes_of_the_scalar_code()
    {
        if (!Avx2.IsSupported) return;
        Prop.ForAll(Cases.ToArbitrary(), test =>
        {
            using RgbImage image = Golden.Noise(test.SourceWidth, test.SourceHeight, seed: 2);
            using RgbImage scalar = Resizer.Resize(image, test.Box, test.Width, test.Height, vectorize: false, test.Interpolation);
            using RgbImage vector = Resizer.Resize(image, test.Box, test.Width, test.Height, vectorize: true, test.Interpolation);
            return scalar.Pixels.SequenceEqual(vector.Pixels);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void One_colour_stays_that_colour_at_any_reduction(bool vectorize)
    {
        using RgbImage white = RgbImage.Rent(20_000, 3);
        white.Pixels.Fill(255);
        foreach (int width in new[] { 1, 2, 7, 19_999, 25_000 })
        {
            using RgbImage resized = Resizer.Resize(white, PixelBox.Whole(white), width, 2, vectorize);
            Assert.False(resized.Pixels.ContainsAnyExcept((byte)255));
        }
    }

    [Theory]
    [InlineData(-1, 0, 5, 5)]
    [InlineData(0, 0, 11, 5)]
    [InlineData(0, 6, 5, 5)]
    [InlineData(0, 0, 0, 5)]
    [InlineData(int.MaxValue, 0, int.MaxValue, 5)]
    public void A_box_outside_the_picture_is_refused(int left, int top, int width, int height)
    {
        using RgbImage image = RgbImage.Rent(10, 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => Resizer.Resize(image, new PixelBox(left, top, width, height), 4, 4));
    }

    private static Gen<Case> Cases { get; } =
        from sourceWidth in Gen.Choose(1, 90)
        from sourceHeight in Gen.Choose(1, 70)
        from left in Gen.Choose(0, sourceWidth - 1)
        from top in Gen.Choose(0, sourceHeight - 1)
        from boxWidth in Gen.Choose(1, sourceWidth - left)
        from boxHeight in Gen.Choose(1, sourceHeight - top)
        from width in Gen.Choose(1, 60)
        from height in Gen.Choose(1, 60)
        from interpolation in Gen.Elements(Enum.GetValues<InterpolationMode>())
        select new Case(sourceWidth, sourceHeight, new PixelBox(left, top, boxWidth, boxHeight), width, height, interpolation);

    private static void Check(RgbImage photo, PixelBox box, JsonElement entry, bool vectorize)
    {
        int width = entry.GetProperty("width").GetInt32();
        int height = entry.GetProperty("height").GetInt32();
        using RgbImage resized = Resizer.Resize(photo, box, width, height, vectorize);
        Assert.Equal(Golden.Describe(entry), Golden.Describe(resized));
    }

    private sealed record Case(int SourceWidth, int SourceHeight, PixelBox Box, int Width, int Height, InterpolationMode Interpolation);
}
