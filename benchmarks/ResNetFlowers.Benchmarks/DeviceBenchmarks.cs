using BenchmarkDotNet.Attributes;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.OnDevice;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using static TorchSharp.torch;

namespace ResNetFlowers.Benchmarks;

/// <summary>
/// A batch of 16 photos that are decoded already, augmented and normalised: on the CPU photo by photo; on the device as a whole (the GPU
/// where there is one, which is waited for); and what the host does of the latter.
/// </summary>
public class DeviceBenchmarks
{
    private const int ImageSize = 224;
    private const int BatchSize = 16;

    private readonly Device _device = cuda.is_available() ? CUDA : CPU;
    private readonly RandomSource _random = new(1);
    private string _folder = "";
    private Sample[] _samples = [];
    private DevicePlan? _plan;
    private PhotoCache? _cache;
    private DevicePhotos? _kept;
    private DataLoader? _onCpu;
    private DataLoader? _onDevice;
    private int _epoch;

    [Params("seed", "strong")]
    public string Preset { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("flowers-benchmark-").FullName;
        _samples = [.. Enumerable.Range(0, BatchSize).Select(index => new Sample(Path.Combine(_folder, $"{index}.jpg"), index % 2))];
        byte[] photo = Photographs.Jpeg();
        foreach (Sample sample in _samples) File.WriteAllBytes(sample.Path, photo);

        TransformPreset preset = TransformPresets.Named(Preset, ImageSize);
        var options = new LoaderOptions { BatchSize = BatchSize, Workers = 0, Prefetch = 1 };
        var layout = CacheLayout.Of(_folder, _samples.Select(sample => sample.Path));
        _cache = PhotoCaches.Open(PhotoCaches.Ram, _folder, _samples.Select(sample => sample.Path));
        _onCpu = new DataLoader(_samples, ImageSize, preset.Train, Normalization.ImageNet, options with { Cache = _cache }, preset.AfterNormalization);
        _plan = DevicePlan.Of(preset.Train, preset.AfterNormalization, ImageSize)!;
        _kept = new DevicePhotos(layout, _device);
        _onDevice = new DataLoader(_samples, ImageSize, options, new DeviceBatches(_samples, ImageSize, _plan, Normalization.ImageNet, options, _device, _kept));
        OnCpu();
        OnDevice();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _onCpu?.Dispose();
        _onDevice?.Dispose();
        _cache?.Dispose();
        _kept?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public float OnCpu() => Take(_onCpu!);

    [Benchmark]
    public float OnDevice() => Take(_onDevice!);

    [Benchmark]
    public int HostPartOfOnDevice()
    {
        var box = new PixelBox(0, 0, 500, 375);
        PlacedPhoto[] photos = [.. Enumerable.Range(0, BatchSize).Select(_ => new PlacedPhoto(_plan!.Draw(box.Width, box.Height, _random), 0, 0, box))];
        return new BatchProgram(_plan!, photos, Normalization.ImageNet).Table.Count;
    }

    private float Take(DataLoader loader)
    {
        using Batch batch = loader.Batches(_epoch++).Single();
        // Reading a number waits for the device.
        using Tensor last = batch.Images.flatten().narrow(0, batch.Images.numel() - 1, 1).cpu();
        return last.data<float>()[0];
    }
}
