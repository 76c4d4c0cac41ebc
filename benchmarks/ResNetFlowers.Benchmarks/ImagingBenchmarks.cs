using BenchmarkDotNet.Attributes;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Benchmarks;

/// <summary>A photo's way to the network, step by step: a JPEG of 500 × 375 pixels, as the flower photos are.</summary>
public class ImagingBenchmarks
{
    private const int ImageSize = 224;

    private readonly float[] _planes = new float[3 * ImageSize * ImageSize];
    private byte[] _jpeg = [];
    private RgbImage? _photo;
    private RgbImage? _crop;

    [GlobalSetup]
    public void Setup()
    {
        _photo = Photographs.Picture();
        _jpeg = Photographs.Jpeg();
        _crop = Resizer.Resize(_photo, ImageSize, ImageSize);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _photo?.Dispose();
        _crop?.Dispose();
    }

    [Benchmark]
    public void DecodeJpeg() => ImageCodec.Decode(_jpeg).Dispose();

    [Benchmark]
    public void Resize() => Resizer.Resize(_photo!, ImageSize, ImageSize).Dispose();

    [Benchmark]
    public void Normalize() => Normalization.ImageNet.Apply(_crop!, _planes);
}
