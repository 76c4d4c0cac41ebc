using BenchmarkDotNet.Attributes;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Benchmarks;

/// <summary>Every augmentation on a picture of 224 × 224 pixels; copying it, which each needs, is measured first.</summary>
public class TransformBenchmarks
{
    private const int ImageSize = 224;

    private static readonly Dictionary<string, IImageTransform> Transforms = new(StringComparer.Ordinal)
    {
        ["Copy"] = new Compose(),
        ["RandomResizedCrop"] = new RandomResizedCrop(ImageSize),
        ["RandomHorizontalFlip"] = new RandomHorizontalFlip(1),
        ["RandomVerticalFlip"] = new RandomVerticalFlip(1),
        ["RandomRotation nearest"] = new RandomRotation(45),
        ["RandomRotation bilinear"] = new RandomRotation(45) { Interpolation = InterpolationMode.Bilinear },
        ["ColorJitter brightness"] = new ColorJitter(Brightness: 0.2),
        ["ColorJitter contrast"] = new ColorJitter(Contrast: 0.2),
        ["ColorJitter saturation"] = new ColorJitter(Saturation: 0.2),
        ["ColorJitter hue"] = new ColorJitter(Hue: 0.1),
        ["RandomGrayscale"] = new RandomGrayscale(1),
        ["GaussianBlur 5"] = new GaussianBlur(5),
        ["GaussianBlur 23"] = new GaussianBlur(23),
        ["TrivialAugmentWide"] = new TrivialAugmentWide(),
        ["RandAugment"] = new RandAugment(),
    };

    private readonly RandomSource _random = new(1);
    private RgbImage? _picture;

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    public IEnumerable<string> Names => Transforms.Keys;

    [GlobalSetup]
    public void Setup()
    {
        using RgbImage noise = RgbImage.Rent(ImageSize, ImageSize);
        foreach (ref byte sample in noise.Pixels) sample = (byte)_random.NextBits();
        _picture = Blurring.Gaussian(noise, 9, 3);
    }

    [GlobalCleanup]
    public void Cleanup() => _picture?.Dispose();

    [Benchmark]
    public void Apply() => Transforms[Name].Apply(Cropping.Crop(_picture!, PixelBox.Whole(_picture!)), _random).Dispose();
}
