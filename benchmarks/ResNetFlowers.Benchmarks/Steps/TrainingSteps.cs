using System.Diagnostics;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.Mixing;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Timing;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Benchmarks.Steps;

/// <summary>The steps of <c>train</c>.</summary>
internal sealed class TrainingSteps : ISteps
{
    private const int Epoch = 1;

    // A device is given steps faster than it takes them: unbounded, a round would last as long as its queue.
    private const int StepsAhead = 10;

    private readonly TrainOptions _options;
    private readonly ResNet _model;
    private readonly Learner _learner;
    private readonly SyntheticBatch _batch;
    private readonly TrainingMeter _meter;
    private readonly EpochClock _clock = new();

    public TrainingSteps(TrainOptions options, int classes, Device device)
    {
        _options = options;
        manual_seed(options.Seed);
        _model = new ResNet(ResNetVariant.Named(options.Arch), classes);
        Arithmetic arithmetic = Arithmetic.Of(options, device) with { IsTuned = device.type == DeviceType.CUDA };
        arithmetic.Apply();
        arithmetic.Place(_model);
        _model.train();
        int[] classCounts = [.. Enumerable.Repeat(options.BatchSize, classes)];
        _learner = new Learner(_model, LearningPeriod.Of(options, options.Epochs, Epoch), options, classCounts, arithmetic, Console.Error.WriteLine);
        _batch = new SyntheticBatch(options, classes, device);
        _meter = new TrainingMeter(device, new MeterSums(0, 0, 0));
    }

    /// <summary>The sum of all pictures' losses so far.</summary>
    public double LossSum => _meter.Read().Loss;

    public long Run(TimeSpan atLeast)
    {
        int steps = 0;
        long start = Stopwatch.GetTimestamp();
        do
        {
            using (Batch batch = _batch.Take())
            {
                _learner.Learn(batch, share: 1, SoftTargets.RandomFor(_options.Seed, Epoch, batch.Index), _meter, _clock);
            }

            _learner.Step(_options.Lr);
            if (++steps % StepsAhead == 0) _meter.Read();
        }
        while (Stopwatch.GetElapsedTime(start) < atLeast);

        // Behind the last step in the device's queue: whoever has the sums knows that all steps are done.
        _meter.Read();
        return (long)steps * _batch.Count;
    }

    public void Dispose()
    {
        _meter.Dispose();
        _batch.Dispose();
        _learner.Dispose();
        _model.Dispose();
    }
}
