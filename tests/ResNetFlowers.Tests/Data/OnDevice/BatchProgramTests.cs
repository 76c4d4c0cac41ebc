using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using Interval = ResNetFlowers.Imaging.Transforms.Interval;

namespace ResNetFlowers.Tests.Data.OnDevice;

/// <summary>What a device makes of a batch is what the CPU makes of its photos.</summary>
public class BatchProgramTests
{
    private const int Side = 33;

    private static readonly IImageTransform[] Views =
    [
        new RandomResizedCrop(Side), new RandomResizedCrop(Side) { Scale = new Interval(0.9, 1), Interpolation = InterpolationMode.Bicubic },
        new ResizeSquare(Side), new CenterCrop(Side), new RandomCrop(Side, 7) { PadIfNeeded = true },
        new Compose(new Resize(40), new CenterCrop(Side)), new Compose(new Resize(48), new RandomCrop(Side)),
        new Compose(new ResizeSquare(70), new CenterCrop(Side)), new Compose(new RandomResizedCrop(Side), new RandomHorizontalFlip()),
        new Compose(new RandomResizedCrop(Side), new RandomVerticalFlip(), new RandomHorizontalFlip(), new RandomVerticalFlip(1)),
    ];

    private static readonly IImageTransform[] Changes =
    [
        new RandomHorizontalFlip(), new RandomVerticalFlip(), new RandomGrayscale(0.5),
        new ColorJitter(Brightness: 0.7), new ColorJitter(Contrast: 0.7), new ColorJitter(Saturation: 0.9), new ColorJitter(Hue: 0.5),
        new ColorJitter(0.4, 0.4, 0.4, 0.2), new TrivialAugmentWide(), new TrivialAugmentWide { Interpolation = InterpolationMode.Bilinear },
        new RandAugment(4, 20), new AutoAugment(AutoAugmentPolicy.Cifar10), new AutoAugment(AutoAugmentPolicy.Svhn) { Fill = new PixelColor(9, 80, 200) },
        new RandomRotation(180), new RandomRotation(new Interval(90, 90)), new RandomRotation(40) { Interpolation = InterpolationMode.Bilinear, Fill = new PixelColor(1, 2, 3) },
        new RandomAffine(30) { Translate = (0.2, 0.3), Scale = new Interval(0.7, 1.4), Shear = new Interval(-20, 20), Fill = new PixelColor(50, 60, 70) },
        new RandomAffine(15) { Translate = (0.2, 0.3), Interpolation = InterpolationMode.Bilinear },
    ];

    [Fact]
    public void ViewsAreThoseOfTheCpuButForRounding()
    {
        var cases =
            from view in Gen.Elements(Views)
            from sizes in Gen.Choose(Side, 150).Two().Select(size => (Width: size.Item1, Height: size.Item2)).ListOf(5)
            from isWhole in Gen.Elements(true, false)
            from seed in Gen.Choose(0, 1_000_000)
            select (view, sizes, isWhole, seed);
        Prop.ForAll(cases.ToArbitrary(), each =>
        {
            var ways = BothWays.Run(each.view, Side, each.seed, each.isWhole, each.sizes.Append((Width: 60, Height: 61)).ToArray());
            Assert.Equal(ways.CpuRandom, ways.DeviceRandom);
            Assert.InRange(ways.Most, 0, 2.01f);
            Assert.InRange(ways.Mean, 0, 0.05f);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public void ChangesOfPicturesAreThoseOfTheCpuToTheByte()
    {
        var cases =
            from change in Gen.Elements(Changes)
            from other in Gen.Elements(Changes)
            from seed in Gen.Choose(0, 1_000_000)
            select (change, other, seed);
        Prop.ForAll(cases.ToArbitrary(), each =>
        {
            // Nothing is resized before: there is no rounding.
            var transform = new Compose(new CenterCrop(Side), each.change, each.other);
            var ways = BothWays.Run(transform, Side, each.seed, isWhole: true, (Side, Side), (50, 40), (70, 90), (Side, 34), (34, Side), (40, 41), (42, 43), (44, 45));
            Assert.Equal(ways.CpuRandom, ways.DeviceRandom);
            Assert.InRange(ways.Most, 0, 0.01f);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(250));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("seed")]
    [InlineData("light")]
    [InlineData("flowers102")]
    [InlineData("strong")]
    public void PresetsAreThoseOfTheCpuButForRounding(string preset)
    {
        IImageTransform transform = TransformPresets.Named(preset, 64).Train;
        for (int seed = 0; seed < 5; seed++)
        {
            var ways = BothWays.Run(transform, 64, seed, isWhole: false, (200, 150), (151, 240), (99, 99), (64, 300), (130, 80), (320, 240));
            Assert.Equal(ways.CpuRandom, ways.DeviceRandom);
            Assert.InRange(ways.Mean, 0, 0.2f);
            // Solarizing, for one, makes a large step of a small one.
            Assert.InRange(ways.Strangers, 0, 0.01);
        }
    }
}
