using System.Runtime.InteropServices;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Learning.Steps;
using ResNetFlowers.Training.Optimization;
using ResNetFlowers.Training.Timing;
using ResNetFlowers.Training.Options;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.SystemLibTorch;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Learning.Steps;

/// <summary>Steps that are captured and replayed learn what steps done one operator after the other learn, but for rounding.</summary>
[Collection(Alone.Name)]
public sealed class GraphStepTests
{
    private const int BatchSize = 4;
    private const string Shortage = "CUDA out of memory. Tried to allocate 2.00 GiB";

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("sgd")]
    public void WhatIsCapturedIsTheWholeStepAndNothingThatTheHostChanges(string optimizer)
    {
        // Both go through the same tensors; the second never gets to capture anything.
        using var uncaptured = new Course(optimizer, new FakeGraphs { Failure = "not today" });
        var graphs = new FakeGraphs();
        using var captured = new Course(optimizer, graphs);
        // A graph holds no learning rate: a step that read it anew would be spoilt by this.
        graphs.BeforeReplay = () => captured.Optimizer.SetLearningRate(double.NaN);

        Run(uncaptured, captured);

        Assert.Equal((3, 1, 4), (graphs.WarmUps, graphs.Captures, graphs.Replays));
        Assert.Equal(uncaptured.Sums, captured.Sums);
        AssertNear(uncaptured.Model, captured.Model, 0);
        AssertNear(uncaptured.Twin, captured.Twin, 0);
    }

    [Fact]
    public void WhatIsLearnedIsWhatPlainStepsLearnButForRounding()
    {
        using var eager = new Course("sgd", null);
        using var captured = new Course("sgd", new FakeGraphs());

        Run(eager, captured);

        Assert.Equal(eager.Sums.Images, captured.Sums.Images);
        Assert.Equal(eager.Sums.Loss, captured.Sums.Loss, 2e-3 * eager.Sums.Loss);
        AssertNear(eager.Model, captured.Model, 2e-3);
        AssertNear(eager.Twin, captured.Twin, 2e-3);
    }

    [Fact]
    public void PhotosOfAnotherSizeAreCapturedAnew()
    {
        var graphs = new FakeGraphs();
        using (var course = new Course("sgd", graphs))
        {
            for (int step = 0; step < 10; step++) course.Step(BatchSize, size: step < 5 ? 32 : 48, seed: step, lr: 0.01);
            Assert.Equal((6, 2, 4, 1), (graphs.WarmUps, graphs.Captures, graphs.Replays, graphs.Live));
        }

        Assert.Equal(0, graphs.Live);
    }

    [Theory]
    [InlineData("operation not permitted when stream is capturing")]
    [InlineData(Shortage)]
    public void WhereNothingCanBeCapturedStepsGoOnAndThatIsSaidOnce(string failure)
    {
        var graphs = new FakeGraphs { Failure = failure };
        using var course = new Course("sgd", graphs);
        using var eager = new Course("sgd", null);
        for (int step = 0; step < 6; step++)
        {
            course.Step(BatchSize, size: 32, seed: step, lr: 0.001);
            eager.Step(BatchSize, size: 32, seed: step, lr: 0.001);
        }

        Assert.Equal([failure], course.Failures);
        Assert.Equal(eager.Sums.Loss, course.Sums.Loss, 2e-3 * eager.Sums.Loss);
    }

    [Fact]
    public void WhatWasCapturedMakesRoomForTheSmallerBatch()
    {
        var graphs = new FakeGraphs();
        int steps = 0;
        using var course = new Course("sgd", graphs) { InStep = photos => { if (photos == 3 && steps++ == 0) throw new ExternalException(Shortage); } };
        for (int step = 0; step < 5; step++) course.Step(BatchSize, size: 32, seed: step, lr: 0.001);
        Assert.Equal(1, graphs.Live);

        course.Step(photos: 3, size: 32, seed: 5, lr: 0.001);
        course.Step(BatchSize, size: 32, seed: 6, lr: 0.001);

        Assert.Equal((1, 0), (graphs.Captures, graphs.Live));
        Assert.Equal([Shortage], course.Failures);
        Assert.Equal(6 * BatchSize + 3, course.Sums.Images);
    }

    [Fact]
    public void MemoryThatIsTooSmallWithoutAGraphIsNobodysToMend()
    {
        using var course = new Course("adam", new FakeGraphs()) { InStep = _ => throw new ExternalException(Shortage) };

        Assert.Throws<ExternalException>(() => course.Step(BatchSize, size: 32, seed: 3, lr: 0.001));
        Assert.Throws<ExternalException>(() => course.Step(photos: 3, size: 32, seed: 3, lr: 0.001));
        Assert.Empty(course.Failures);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NoStepAsksTheDeviceForANumber(bool isCaptured)
    {
        using var course = new Course("adam", isCaptured ? new FakeGraphs() : null);
        for (int step = 0; step < 4; step++) course.Step(BatchSize, size: 32, seed: step, lr: 0.001);
        long before = HostReads.Count;

        course.Step(BatchSize, size: 32, seed: 9, lr: 0.001);
        course.Step(photos: 3, size: 32, seed: 10, lr: 0.001);

        Assert.Equal(before, HostReads.Count);
    }

    [Fact]
    public void NoTensorIsLeft()
    {
        Run();
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Run();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);

        static void Run()
        {
            using var course = new Course("adam", new FakeGraphs());
            for (int step = 0; step < 5; step++) course.Step(photos: step == 4 ? 3 : BatchSize, size: 32, seed: step, lr: 0.001);
        }
    }

    // The sixth batch is an epoch's last, and smaller; the learning rate is another at each step.
    private static void Run(params Course[] courses)
    {
        foreach (Course course in courses)
        {
            for (int step = 0; step < 8; step++) course.Step(photos: step == 5 ? 3 : BatchSize, size: 32, seed: step, lr: 0.001 * (step + 1));
        }
    }

    private static void AssertNear(ResNet expected, ResNet actual, double tolerance)
    {
        Dictionary<string, Tensor> others = actual.state_dict();
        foreach ((string name, Tensor tensor) in expected.state_dict())
            Assert.True(Distance(tensor, others[name]) <= tolerance, $"{name} is off by {Distance(tensor, others[name])}");
    }

    private static double Distance(Tensor one, Tensor other)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor first = one.to_type(ScalarType.Float64);
        return (first - other).abs().max().ToDouble() / Math.Max(1e-2, first.abs().max().ToDouble());
    }

    /// <summary>A small network that learns from random photos.</summary>
    private sealed class Course : IDisposable
    {
        private readonly TrainingLoss _loss = new(labelSmoothing: 0.1);
        private readonly WeightAverage _average;
        private readonly TrainingMeter _meter = new(CPU, new MeterSums(0, 0, 0));
        private readonly ILearningStep _step;

        public Course(string optimizer, FakeGraphs? graphs)
        {
            manual_seed(5);
            Model = new ResNet(ResNetVariant.Named("resnet18"), 3);
            Model.register_forward_hook((_, _, logits) =>
            {
                InStep((int)logits.shape[0]);
                return logits;
            });
            Twin = new ResNet(ResNetVariant.Named("resnet18"), 3);
            _average = new WeightAverage(Model, Twin, 0.9);
            OptimizerKind kind = OptimizerKinds.Named(optimizer);
            Optimizer = OptimizerFactory.Create(
                ParameterGroups.Of(Model), new OptimizerSettings { Kind = kind, Lr = 1, Momentum = kind == OptimizerKind.Sgd ? 0.9 : 0, WeightDecay = 0.01 });
            var work = new StepWork(Model, Optimizer, _loss, new Arithmetic(Precision.Fp32, CPU), clipNorm: 1);
            _step = graphs is null
                ? new EagerStep(work, Optimizer, _average)
                : new GraphStep(work, Optimizer, _average, graphs, CPU, BatchSize, failure => Failures.Add(failure.Message));
        }

        public ResNet Model { get; }

        public ResNet Twin { get; }

        public OptimizerHelper Optimizer { get; }

        public List<string> Failures { get; } = [];

        /// <summary>What to do in the middle of each step, with the number of its photos.</summary>
        public Action<int> InStep { get; init; } = _ => { };

        public MeterSums Sums => _meter.Read();

        public void Step(int photos, int size, int seed, double lr)
        {
            manual_seed(seed);
            using (NewDisposeScope())
            {
                Tensor labels = tensor([.. Enumerable.Range(0, photos).Select(photo => photo % 3L)]);
                _step.Learn(new StepInput(rand([photos, 3, size, size]), labels, labels), share: 1, _meter, new EpochClock());
            }

            _step.Finish(lr);
        }

        public void Dispose()
        {
            _step.Dispose();
            Optimizer.Dispose();
            _average.Dispose();
            _meter.Dispose();
            _loss.Dispose();
            Twin.Dispose();
            Model.Dispose();
        }
    }
}
