using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.Mixing;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Learning.Steps;
using ResNetFlowers.Training.Optimization;
using ResNetFlowers.Training.Optimization.Schedules;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Timing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning;

/// <summary>A network while it learns, for one <see cref="LearningPeriod"/>: with its optimizer, its schedule, its loss and the average of its weights.</summary>
internal sealed class Learner : IDisposable
{
    private readonly Arithmetic _arithmetic;
    private readonly ILearningStep _step;
    private readonly TrainingLoss _loss;
    private readonly LearningRateSchedule _schedule;
    private readonly IBatchTransform? _mixing;
    private readonly int _classes;
    private readonly int _batchSize;
    private readonly bool _needsGraph;

    /// <param name="model">The network, where the arithmetic has placed it; stays the caller's.</param>
    /// <param name="period">What is learned, when and how fast.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="classCounts">Training photos of each class.</param>
    /// <param name="arithmetic">Where the network is, and how that computes.</param>
    /// <param name="onWarning">Told in one line where steps are done in another way than was meant.</param>
    public Learner(ResNet model, LearningPeriod period, TrainOptions options, IReadOnlyList<int> classCounts, Arithmetic arithmetic, Action<string> onWarning)
    {
        _arithmetic = arithmetic;
        Model = model;
        Period = period;
        model.Freeze(period.Frozen);
        ParameterGroups groups = ParameterGroups.Of(model);
        Learned = [.. groups.Trained.Select(entry => new LearnedParameter(entry.Name, entry.Parameter.numel()))];
        Optimizer = OptimizerFactory.Create(groups, new OptimizerSettings
        {
            Kind = OptimizerKinds.Named(options.Optimizer), Lr = period.Lr, Momentum = options.Momentum, Nesterov = options.Nesterov, WeightDecay = options.WeightDecay,
        });
        if (options.Ema > 0)
        {
            AverageModel = Twin(model);
            arithmetic.Place(AverageModel);
            Average = new WeightAverage(model, AverageModel, options.Ema);
        }

        _loss = new TrainingLoss(options.LabelSmoothing, options.Balance == "weights" ? ClassBalance.Weights(classCounts) : null, arithmetic.Device);
        _mixing = MixingOf(options);
        _classes = classCounts.Count;
        _batchSize = options.BatchSize;
        _schedule = LearningRateSchedule.Create(options.Schedule, new ScheduleOptions
        {
            StepSize = options.StepSize, Gamma = options.Gamma, Milestones = options.Milestones, WarmupEpochs = options.Warmup,
        });
        var work = new StepWork(model, Optimizer, _loss, arithmetic, options.ClipNorm);
        _step = arithmetic.Graphs is { } graphs
            ? new GraphStep(work, Optimizer, Average, graphs, arithmetic.Device, options.BatchSize, failure => onWarning(GraphChoice.Refuse(options, failure)))
            : new EagerStep(work, Optimizer, Average);
        _needsGraph = options.CudaGraph == TrainOptions.On;
    }

    /// <summary>The network.</summary>
    public ResNet Model { get; }

    /// <summary>When it learns what; its end may move.</summary>
    public LearningPeriod Period { get; set; }

    /// <summary>What is learned.</summary>
    public IReadOnlyList<LearnedParameter> Learned { get; }

    /// <summary>What learns them, and nothing else.</summary>
    public OptimizerHelper Optimizer { get; }

    /// <summary>The average of the weights; null where none is kept.</summary>
    public WeightAverage? Average { get; }

    /// <summary>The network that holds the average.</summary>
    public ResNet? AverageModel { get; }

    /// <summary>The learning rate of a step of the period.</summary>
    /// <param name="step">Steps of the period before it.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    public double LearningRate(long step, int stepsPerEpoch) =>
        Period.Lr * _schedule.FactorAt(step, new StepPlan(stepsPerEpoch, (long)Period.Epochs * stepsPerEpoch));

    /// <summary>Adds a batch's gradients to those that are there.</summary>
    /// <param name="batch">The photos; stays the caller's.</param>
    /// <param name="share">Its share of the step's photos, in (0, 1].</param>
    /// <param name="random">Decides which photos are mixed.</param>
    /// <param name="meter">Receives loss and hits.</param>
    /// <param name="clock">Receives the time of either way through the network.</param>
    public void Learn(Batch batch, double share, RandomSource random, TrainingMeter meter, EpochClock clock)
    {
        using DisposeScope scope = NewDisposeScope();
        _arithmetic.Expect(recurringShapes: batch.Count == _batchSize);
        Tensor labels = batch.DeviceLabels.to(_arithmetic.Device);
        Tensor images = batch.Images.to(_arithmetic.Device);
        Tensor targets = labels;
        if (_mixing is not null) (images, targets) = _mixing.Apply(images, SoftTargets.OneHot(labels, _classes), random);
        _step.Learn(new StepInput(images, targets, labels), share, meter, clock);
    }

    /// <summary>Takes a step along the gradients that are there; the next batch begins anew.</summary>
    /// <param name="lr">Its learning rate.</param>
    public void Step(double lr)
    {
        _step.Finish(lr);
        _arithmetic.Expect(recurringShapes: false);
    }

    /// <summary>Whether there is a captured step, which holds memory, and steps may go without.</summary>
    public bool CanSpareGraph => !_needsGraph && _step is GraphStep { IsCaptured: true };

    /// <summary>Steps go without a graph from now on.</summary>
    /// <param name="reason">Why.</param>
    public void GiveUpGraph(ExternalException reason) => (_step as GraphStep)?.GiveUp(reason);

    /// <summary>Frees the memory that a captured step holds; the next steps take it anew.</summary>
    public void ReleaseGraph() => (_step as GraphStep)?.Forget();

    private static ResNet Twin(ResNet model)
    {
        using IDisposable _ = TorchCapabilities.WithoutInitialization();
        return new ResNet(model.Variant, model.NumClasses, in_channels: model.InChannels);
    }

    private static IBatchTransform? MixingOf(TrainOptions options)
    {
        var steps = new List<IBatchTransform>();
        if (options.Mixup > 0) steps.Add(new MixUp(options.Mixup));
        if (options.Cutmix > 0) steps.Add(new CutMix(options.Cutmix));
        return steps.Count > 1 ? new RandomChoice(steps) : steps.FirstOrDefault();
    }

    public void Dispose()
    {
        _step.Dispose();
        Optimizer.Dispose();
        Average?.Dispose();
        AverageModel?.Dispose();
        _loss.Dispose();
    }
}
