using System.Runtime.InteropServices;
using ResNetFlowers.Data.Lists;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Weights;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>Trains a ResNet, keeps the best weights and records every epoch; goes on where a run was stopped.</summary>
public sealed class Trainer
{
    private readonly TrainOptions _options;
    private readonly string? _resumed;

    // Of a run that goes on: the file that they came from may be gone.
    private readonly ReadableNames? _names;

    /// <summary>The run's options.</summary>
    public TrainOptions Options => _options;

    /// <summary>What to give <c>eval</c> for the photos that the run is checked with: their folder, or the list that names them.</summary>
    public string ValidationData => ListFile.IsList(_options.Data) ? _options.Data : Path.Combine(_options.Data, "val");

    /// <summary>Prepares a new run.</summary>
    /// <exception cref="InputException">An option is out of range.</exception>
    public Trainer(TrainOptions options) : this(options, resumed: null, names: null)
    {
    }

    private Trainer(TrainOptions options, string? resumed, ReadableNames? names)
    {
        options.Validate();
        _options = options;
        _resumed = resumed;
        _names = names;
    }

    /// <summary>Prepares to go on with a run: with its own options, but for those that do not change its outcome.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="given">Options to change.</param>
    /// <exception cref="InputException">There is no run to go on with, or an option would change what it has begun.</exception>
    public static Trainer Resume(string run, IReadOnlyList<GivenOption> given)
    {
        using CheckpointFile file = CheckpointFile.Open(RunFolder.FindLast(run));
        bool isRenamed = given.Any(change => change.Option == OptionTable.Of(nameof(TrainOptions.Names)));
        return new Trainer(ResumedOptions.Of(run, file.State, given), run, isRenamed ? null : file.Checkpoint.Names);
    }

    /// <summary>
    /// Trains from the first epoch, or from where the run was stopped, to the last. Same options, data and machine give the same
    /// checkpoints, byte for byte, wherever it was stopped in between.
    /// </summary>
    /// <exception cref="InputException">
    /// Data, weights or output folder cannot be used, the loss is not a number any more, or the device's memory is too small.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; the run is saved as it stood after the last step.</exception>
    public TrainResult Run(ITrainingObserver observer, CancellationToken cancellation = default)
    {
        try
        {
            TrainResult result = RunTold(observer, cancellation);
            observer.OnEnd(result);
            return result;
        }
        catch (OperationCanceledException)
        {
            observer.OnInterrupted();
            throw;
        }
        catch (InputException exception)
        {
            observer.OnFailed(exception.Message);
            throw;
        }
    }

    private TrainResult RunTold(ITrainingObserver observer, CancellationToken cancellation)
    {
        ComputeDevice.UseThreads(_options.Threads);
        try
        {
            return RunOnDevice(observer, cancellation);
        }
        catch (ExternalException exception) when (OutOfMemory.Is(exception))
        {
            long memory = OutOfMemory.Shortage(exception, _options.Device).Total ?? 0;
            throw new MemoryAdvice(exception, _options, _resumed is not null, options => new Rehearsal(options, memory, cancellation).Run()).Find();
        }
    }

    private TrainResult RunOnDevice(ITrainingObserver observer, CancellationToken cancellation)
    {
        Arithmetic arithmetic = Arithmetic.Of(_options, ComputeDevice.Find(_options.Device));
        arithmetic.Apply();
        using var data = TrainingData.Open(_options, _names, arithmetic.Device, observer.OnSkipped);
        arithmetic = arithmetic.ForRun(data.TrainImages, _options.Epochs);
        return _resumed is null ? Start(data, arithmetic, observer, cancellation) : Resume(_resumed, data, arithmetic, observer, cancellation);
    }

    private TrainResult Start(TrainingData data, Arithmetic arithmetic, ITrainingObserver observer, CancellationToken cancellation)
    {
        manual_seed(_options.Seed);
        using var model = new ResNet(ResNetVariant.Named(_options.Arch), data.Classes.Count, zero_init_residual: _options.ZeroInit);
        if (_options.Whiten && _options.Weights is null) StemWhitening.Apply(model, data.TrainBatches(epoch: 1, _options.TrainSize(epoch: 1, _options.Epochs), firstBatch: 0));
        LoadedWeights? weights = _options.Weights is null ? null : LoadWeights(_options.Weights, model, data.Classes, observer, cancellation);
        arithmetic.Place(model);

        using RunFolder folder = RunFolder.Create(_options.Out, _options.Arch);
        folder.WriteOptions(_options);
        folder.WriteClasses(data.Classes);
        folder.WriteEnvironment(RunEnvironment.Current(arithmetic.Device, arithmetic.Precision));
        var state = new TrainingState { PlannedEpochs = _options.Epochs, Options = ResumedOptions.Outcome(_options), Data = data.Fingerprint };
        var learner = new Learner(model, LearningPeriod.Of(_options, state.PlannedEpochs, epoch: 1), _options, data.ClassCounts, arithmetic, observer.OnWarning);
        return Go(folder, data, arithmetic, learner, state, weights, observer, cancellation);
    }

    private TrainResult Resume(string run, TrainingData data, Arithmetic arithmetic, ITrainingObserver observer, CancellationToken cancellation)
    {
        using RunFolder folder = RunFolder.Resume(run);
        TrainingState state;
        ResNet model;
        Learner learner;
        using (CheckpointFile last = CheckpointFile.Open(RunFolder.FindLast(run)))
        {
            state = last.State with { PlannedEpochs = ResumedOptions.PlannedEpochs(last.State, _options), Options = ResumedOptions.Outcome(_options) };
            if (state.Data != data.Fingerprint)
                throw new InputException($"--resume {run}: {_options.Data} holds other photos than those it was begun with; put them back, name them by --data, or start a new run");
            model = last.BuildRawModel();
            arithmetic.Place(model);
            int epoch = state.Batches > 0 ? state.Epochs + 1 : Math.Max(1, state.Epochs);
            learner = new Learner(model, LearningPeriod.Of(_options, state.PlannedEpochs, epoch), _options, data.ClassCounts, arithmetic, observer.OnWarning);
            last.LoadInto(learner);
        }

        using (model)
        {
            // The process may have been killed between writing the one and the other.
            if (state.Batches == 0 && state.BestEpoch == state.Epochs) folder.KeepLastAsBest();
            else if (state.BestEpoch > 0) folder.RequireBest();
            folder.WriteOptions(_options);
            folder.WriteClasses(data.Classes);
            folder.WriteEnvironment(RunEnvironment.Current(arithmetic.Device, arithmetic.Precision));
            return Go(folder, data, arithmetic, learner, state, weights: null, observer, cancellation);
        }
    }

    private LoadedWeights LoadWeights(
        string weights, ResNet model, IReadOnlyList<string> classes, ITrainingObserver observer, CancellationToken cancellation)
    {
        WeightSource source = WeightSource.Parse(weights, _options.Arch);
        if (source.NeedsFetching) observer.OnFetching(source);
        string path = source.FetchAsync(observer.OnFetched, cancellation).GetAwaiter().GetResult();
        return WeightLoader.Load(path, model, classes);
    }

    private TrainResult Go(
        RunFolder folder, TrainingData data, Arithmetic arithmetic, Learner learner, TrainingState state, LoadedWeights? weights, ITrainingObserver observer,
        CancellationToken cancellation)
    {
        using var run = new TrainingRun(_options, data, arithmetic, folder, observer, learner, state);
        if (_options.Device == TrainOptions.Auto && CudaAbsence.ExplainUnexpected() is { } absence) observer.OnWarning($"trains on {arithmetic.Device}: {absence}");
        if (arithmetic.Note is { } said) observer.OnWarning(said);
        if (data.Names.Note is { } note) observer.OnWarning(note);
        if (data.CacheNote is { } kept) observer.OnWarning(kept);
        if (data.FindLeak() is { } leak)
            observer.OnWarning($"{leak}; 'flowers verify {_options.Data}' names them{(ListFile.IsList(_options.Data) ? "" : ", and --fix sets them aside")}");
        observer.OnStart(new TrainingPlan
        {
            Folder = folder.Path,
            Device = arithmetic.Device.ToString(),
            Precision = arithmetic.Precision,
            Threads = get_num_threads(),
            Classes = data.Classes,
            Names = data.Names,
            TrainImages = data.TrainImages,
            ValImages = data.ValImages,
            Parameters = learner.Model.parameters().Sum(parameter => parameter.numel()),
            Learned = learner.Learned,
            Weights = weights,
            Augmentation = _options.Transforms(_options.ImageSize).DescribeTrain(),
            Options = _options,
            FirstEpoch = state.Epochs + 1,
            FirstBatch = state.Batches + 1,
            EarlierEpochs = [.. run.Epochs],
        });
        return run.Run(cancellation);
    }
}
