using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Tests.Imaging;

public class EncodedPhotoTests
{
    public static TheoryData<string> Files { get; } = new(Golden.Files);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_part_is_what_cropping_the_whole_gives(string file)
    {
        var photo = new EncodedPhoto(Golden.Bytes(file));
        using RgbImage whole = photo.Decode();
        using RgbImage decoded = Golden.Decode(file);
        Assert.Equal(Golden.Describe(decoded), Golden.Describe(whole));
        Assert.Equal((whole.Width, whole.Height), (photo.Width, photo.Height));

        var random = new RandomSource(3);
        for (int i = 0; i < 20; i++)
        {
            int width = 1 + random.Below(whole.Width);
            int height = 1 + random.Below(whole.Height);
            var part = new PixelBox(random.Below(whole.Width - width + 1), random.Below(whole.Height - height + 1), width, height);
            using RgbImage cropped = Cropping.Crop(whole, part);
            using RgbImage direct = photo.Decode(part);
            Assert.Equal($"{part} {Golden.Describe(cropped)}", $"{part} {Golden.Describe(direct)}");
        }
    }

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("orientation_5.jpg")]
    [InlineData("orientation_8.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("color.png")]
    public void Transforms_give_the_same_of_a_photo_as_of_its_pixels(string file)
    {
        var photo = new EncodedPhoto(Golden.Bytes(file));
        foreach (string name in TransformPresets.Names)
        {
            TransformPreset preset = TransformPresets.Named(name, 40);
            foreach (IImageTransform transform in new[] { preset.Train, preset.Validation.ToTransform() })
            {
                for (int seed = 0; seed < 5; seed++)
                {
                    using RgbImage ofPhoto = transform.Apply(photo, new RandomSource(seed));
                    using RgbImage ofPixels = transform.Apply(Golden.Decode(file), new RandomSource(seed));
                    Assert.Equal(Golden.Describe(ofPixels), Golden.Describe(ofPhoto));
                }
            }
        }
    }

    [Theory]
    [InlineData(InterpolationMode.Nearest)]
    [InlineData(InterpolationMode.Bilinear)]
    [InlineData(InterpolationMode.Bicubic)]
    public void Resizing_decodes_what_the_window_needs(InterpolationMode interpolation)
    {
        var photo = new EncodedPhoto(Golden.Bytes("photo.jpg"));
        using RgbImage pixels = photo.Decode();
        (int, int, PixelBox)[] cases =
        [
            (120, 80, new PixelBox(30, 20, 50, 40)), (700, 500, new PixelBox(100, 7, 64, 300)), (500, 200, new PixelBox(400, 0, 100, 200)),
            (90, 333, new PixelBox(0, 300, 90, 33)), (500, 333, new PixelBox(11, 12, 13, 14)),
        ];
        foreach ((int width, int height, PixelBox window) in cases)
        {
            using RgbImage ofPixels = Resizer.ResizeAndCrop(pixels, width, height, window, interpolation);
            using RgbImage ofPhoto = Resizer.ResizeAndCrop(photo, width, height, window, interpolation);
            Assert.Equal(Golden.Describe(ofPixels), Golden.Describe(ofPhoto));
        }
    }

    [Fact]
    public void A_part_outside_the_photo_is_refused()
    {
        var photo = new EncodedPhoto(Golden.Bytes("orientation_6.jpg"));
        Assert.Throws<ArgumentOutOfRangeException>(() => photo.Decode(new PixelBox(0, 0, photo.Width + 1, 1)));
    }
}
