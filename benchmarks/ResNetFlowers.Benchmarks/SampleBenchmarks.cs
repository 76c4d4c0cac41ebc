using BenchmarkDotNet.Attributes;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Benchmarks;

/// <summary>A photo's file to its place in a batch, as the loader does it: nothing may be allocated.</summary>
public class SampleBenchmarks
{
    private const int ImageSize = 224;

    private readonly float[] _pixels = new float[3 * ImageSize * ImageSize];
    private readonly RandomSource _random = new(1);
    private readonly EncodedPhoto _photo = new(Photographs.Jpeg());
    private readonly SampleReader _train = Reader(TransformPresets.Named("seed", ImageSize).Train);
    private readonly SampleReader _validation = Reader(TransformPresets.Named("seed", ImageSize).Validation.ToTransform());

    [Benchmark]
    public void Train() => _train.Read(_photo, _random, _pixels);

    [Benchmark]
    public void Validation() => _validation.Read(_photo, _random, _pixels);

    private static SampleReader Reader(IImageTransform transform) =>
        new(transform, Normalization.ImageNet, afterNormalization: null, cache: null, PixelLimit.Default, onSkipped: null);
}
