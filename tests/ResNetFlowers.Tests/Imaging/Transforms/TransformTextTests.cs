using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Tests.Imaging.Transforms;

/// <summary>Every transform prints what torchvision's prints.</summary>
public class TransformTextTests
{
    private static readonly PixelColor Fill = new(1, 2, 3);

    private static readonly Dictionary<string, object> Transforms = new(StringComparer.Ordinal)
    {
        ["resize"] = new Resize(256),
        ["resize_bicubic"] = new Resize(256) { Interpolation = InterpolationMode.Bicubic },
        ["resize_square"] = new ResizeSquare(96),
        ["center_crop"] = new CenterCrop(224),
        ["resized_crop"] = new RandomResizedCrop(224),
        ["resized_crop_bicubic"] = new RandomResizedCrop(64)
        {
            Scale = new Interval(0.35, 1), Ratio = new Interval(0.5, 2), Interpolation = InterpolationMode.Bicubic,
        },
        ["crop"] = new RandomCrop(32),
        ["crop_padded"] = new RandomCrop(32, 4),
        ["hflip"] = new RandomHorizontalFlip(),
        ["vflip"] = new RandomVerticalFlip(1),
        ["rotation"] = new RandomRotation(45),
        ["rotation_filled"] = new RandomRotation(new Interval(-10, 20)) { Interpolation = InterpolationMode.Bilinear, Expand = true, Fill = Fill },
        ["affine"] = new RandomAffine(10),
        ["affine_full"] = new RandomAffine(new Interval(-5, 10))
        {
            Translate = (0.1, 0.2), Scale = new Interval(0.8, 1.2), Shear = new Interval(-3, 4), ShearY = new Interval(-5, 6),
            Interpolation = InterpolationMode.Bilinear, Fill = new PixelColor(7, 7, 7),
        },
        ["affine_shear"] = new RandomAffine(0) { Shear = Interval.Around(0, 5) },
        ["jitter"] = new ColorJitter(0.2, 0.1, 0.1, 0.1),
        ["jitter_part"] = new ColorJitter(Contrast: 1.5),
        ["grayscale"] = new RandomGrayscale(0.025),
        ["blur"] = new GaussianBlur(5),
        ["blur_sigma"] = new GaussianBlur(9) { Sigma = new Interval(0.5, 1) },
        ["erasing"] = new RandomErasing(),
        ["erasing_random"] = new RandomErasing(0.25) { Scale = new Interval(0.05, 0.2), Ratio = new Interval(0.5, 2), Value = null },
        ["auto"] = new AutoAugment(),
        ["auto_svhn"] = new AutoAugment(AutoAugmentPolicy.Svhn) { Interpolation = InterpolationMode.Bilinear, Fill = Fill },
        ["rand"] = new RandAugment(),
        ["rand_filled"] = new RandAugment(3, 12, 21) { Interpolation = InterpolationMode.Bilinear, Fill = Fill },
        ["trivial"] = new TrivialAugmentWide(),
        ["trivial_bins"] = new TrivialAugmentWide(11) { Interpolation = InterpolationMode.Bilinear },
        ["compose"] = new Compose(new Resize(256), new CenterCrop(224)),
    };

    public static TheoryData<string> Names { get; } = [.. AugmentationGolden.Section("printed").EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Prints_what_torchvision_prints(string name) =>
        Assert.Equal(AugmentationGolden.Section("printed").GetProperty(name).GetString(), Transforms[name].ToString());

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1, "1.0")]
    [InlineData(-45, "-45.0")]
    [InlineData(1e-05, "1e-05")]
    [InlineData(1.0 / 3.0, "0.3333333333333333")]
    public void Floats_are_written_as_Python_writes_them(double value, string text) => Assert.Equal(text, PythonText.Float(value));
}
