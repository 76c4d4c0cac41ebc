using BenchmarkDotNet.Attributes;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;

namespace ResNetFlowers.Benchmarks;

/// <summary>A checkpoint of ResNet-18's size: 45 MB in 122 tensors.</summary>
public class CheckpointBenchmarks
{
    private const int Tensors = 122;
    private const int ElementsEach = 92_000;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"flowers-benchmark-{Environment.ProcessId}.pth");
    private readonly DictValue _root = [];

    [GlobalSetup]
    public void Setup()
    {
        RandomSource random = new(0);
        float[] values = new float[ElementsEach];
        for (int tensor = 0; tensor < Tensors; tensor++)
        {
            for (int i = 0; i < values.Length; i++) values[i] = (float)random.NextDouble();
            _root[$"layer{tensor}.weight"] = TensorData.FromFloats(values, [values.Length]);
        }

        TorchFile.Write(_path, _root);
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark]
    public void Write() => TorchFile.Write(_path, _root);

    [Benchmark]
    public void Read() => TorchFile.Read(_path).Dispose();
}
