using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using Interval = ResNetFlowers.Imaging.Transforms.Interval;

namespace ResNetFlowers.Tests.Imaging.Transforms;

public class JoinedStepsTests
{
    private const int Size = 40;

    private static readonly IImageTransform[] Firsts =
    [
        new Resize(Size), new Resize(52), new Resize(45) { Interpolation = InterpolationMode.Bicubic }, new Resize(61) { Interpolation = InterpolationMode.Nearest },
        new ResizeSquare(Size), new ResizeSquare(60), new ResizeSquare(30),
        new RandomRotation(45), new RandomRotation(180) { Interpolation = InterpolationMode.Bilinear, Fill = new PixelColor(1, 2, 3) },
        new RandomRotation(new Interval(90, 90)), new RandomRotation(new Interval(0, 0)), new RandomRotation(new Interval(180.0001, 180.0001)),
    ];

    private static readonly IImageTransform[] Seconds =
        [new CenterCrop(Size), new CenterCrop(33), new CenterCrop(90), new RandomCrop(Size) { PadIfNeeded = true }, new RandomCrop(28, 4), new RandomCrop(17)];

    [Fact]
    public void EveryPairIsJoinedAndGivesTheBytesOfItsSteps()
    {
        Assert.All(Firsts, first => Assert.All(Seconds, second => Assert.NotNull(JoinedSteps.Of(first, second))));
        var cases =
            from first in Gen.Elements(Firsts)
            from second in Gen.Elements(Seconds)
            from width in Gen.Choose(20, 120)
            from height in Gen.Choose(20, 120)
            from seed in Gen.Choose(0, int.MaxValue)
            select (first, second, width, height, seed);
        Prop.ForAll(cases.ToArbitrary(), each =>
        {
            (IImageTransform first, IImageTransform second, int width, int height, int seed) = each;
            string Run(Func<RgbImage, RandomSource, RgbImage> steps)
            {
                try
                {
                    var random = new RandomSource(seed);
                    using RgbImage result = steps(Golden.Noise(width, height, seed), random);
                    return $"{Golden.Describe(result)}, then {random.NextBits()}";
                }
                catch (InvalidImageException exception)
                {
                    return exception.Message;
                }
            }

            Assert.Equal(
                Run((image, random) => second.Apply(first.Apply(image, random), random)),
                Run((image, random) => new Compose(first, second).Apply(image, random)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));
    }

    [Fact]
    public void WhatWouldChangeAPixelStaysApart()
    {
        Assert.Null(JoinedSteps.Of(new RandomRotation(45) { Expand = true }, new CenterCrop(Size)));
        Assert.Null(JoinedSteps.Of(new RandomResizedCrop(Size), new RandomHorizontalFlip()));
        Assert.Null(JoinedSteps.Of(new CenterCrop(Size), new Resize(Size)));
    }
}
