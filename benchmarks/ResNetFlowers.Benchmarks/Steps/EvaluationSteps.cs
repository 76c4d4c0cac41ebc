using System.Diagnostics;
using System.Globalization;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Models;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Benchmarks.Steps;

/// <summary>The batches of <c>eval</c>.</summary>
internal sealed class EvaluationSteps : ISteps
{
    private readonly ResNet _model;
    private readonly Arithmetic _arithmetic;
    private readonly SyntheticBatch _batch;
    private readonly string[] _classes;

    public EvaluationSteps(TrainOptions options, int classes, Device device)
    {
        manual_seed(options.Seed);
        _model = new ResNet(ResNetVariant.Named(options.Arch), classes);
        _model.FoldBatchNorms();
        _arithmetic = Arithmetic.Choose(options.Precision, device) with { IsTuned = device.type == DeviceType.CUDA };
        _arithmetic.Apply();
        _arithmetic.Expect(recurringShapes: true);
        _arithmetic.Place(_model);
        _batch = new SyntheticBatch(options, classes, device);
        _classes = [.. Enumerable.Range(0, classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];
    }

    public long Run(TimeSpan atLeast) => Evaluator.Run(_model, Batches(atLeast), _classes, _arithmetic, progress: null).Images;

    public void Dispose()
    {
        _batch.Dispose();
        _model.Dispose();
    }

    private IEnumerable<Batch> Batches(TimeSpan atLeast)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            yield return _batch.Take();
        }
        while (Stopwatch.GetElapsedTime(start) < atLeast);
    }
}
