using System.Diagnostics;
using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.Mixing;
using ResNetFlowers.Machine;
using ResNetFlowers.Metrics;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Optimization;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using ResNetFlowers.Training.Timing;
using TorchSharp;

namespace ResNetFlowers.Training;

/// <summary>
/// A run from where it stands to its end. After every step its state is complete: <see cref="Save"/> may write it, and a run that starts
/// from there does what this one would have done.
/// </summary>
internal sealed class TrainingRun : IDisposable
{
    // A person reads no faster.
    private static readonly TimeSpan FiguresInterval = TimeSpan.FromMilliseconds(250);

    private readonly TrainOptions _options;
    private readonly TrainingData _data;
    private readonly Arithmetic _arithmetic;
    private readonly RunFolder _folder;
    private readonly ITrainingObserver _observer;
    private readonly List<EpochResult> _epochs;
    private readonly CheckpointWriter _checkpoints;
    private readonly EpochSteps _steps;
    private Learner _learner;
    private TrainingState _state;

    public TrainingRun(
        TrainOptions options, TrainingData data, Arithmetic arithmetic, RunFolder folder, ITrainingObserver observer, Learner learner, TrainingState state)
    {
        _options = options;
        _data = data;
        _arithmetic = arithmetic;
        _folder = folder;
        _observer = observer;
        _learner = learner;
        _state = state;
        _steps = new EpochSteps(options, data.TrainBatchCount, data.TrainImages);
        _epochs = folder.ReadResults(state.Epochs);
        _checkpoints = new CheckpointWriter(beside: arithmetic.Device.type != DeviceType.CPU);
        // The rate of the last step is part of what is saved, and the next save may come before the next step.
        if (StepsBehind > 0) learner.Optimizer.SetLearningRate(learner.LearningRate(StepsBehind - 1, _steps.Count));
    }

    /// <summary>Every epoch that is done.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    private long StepsBehind => StepsBefore(_state.Epochs + 1) + _steps.Behind(_state.Batches);

    /// <summary>Trains to the end.</summary>
    /// <exception cref="InputException">The loss is not a number any more, or a file cannot be written.</exception>
    /// <exception cref="ExternalException">The device's memory is too small.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the state is saved.</exception>
    public TrainResult Run(CancellationToken cancellation)
    {
        while (!RunEnd.IsReached(_options, _state))
        {
            try
            {
                RunEpoch(_state.Epochs + 1, cancellation);
            }
            catch (ExternalException exception) when (OutOfMemory.Is(exception) && _learner.CanSpareGraph)
            {
                // The epoch goes on behind its last whole step.
                _learner.GiveUpGraph(exception);
            }
        }

        _checkpoints.Wait();
        _learner.ReleaseGraph();
        if (!_options.NoNeighbours) new NeighbourPass(_options, _data, _arithmetic.Device, _folder, _observer).Run(_state.Epochs, cancellation);
        return new TrainResult(_folder.Path, _state.BestEpoch, _state.BestAccuracy, _epochs, _data.SkippedPhotos, RunEnd.Reason(_options, _state));
    }

    public void Dispose()
    {
        _checkpoints.Abandon();
        _learner.Dispose();
    }

    private void RunEpoch(int epoch, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        PeakMemory.Reset(_arithmetic.Device);
        var clock = new EpochClock();
        LearningPeriod period = LearningPeriod.Of(_options, _state.PlannedEpochs, epoch);
        if (period.FirstEpoch != _learner.Period.FirstEpoch) Unfreeze(epoch, period);
        else _learner.Period = period;

        long before = _state.Sums.Images;
        TrainEpoch(epoch, clock, cancellation);
        MeterSums trained = _state.Sums;
        double trainSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        RequireNumber(trained.MeanLoss, epoch);

        clock.Lap(EpochPart.Other);
        HostMemory.Release();
        (Evaluation raw, Evaluation kept) = Validate(epoch, cancellation);
        HostMemory.Release();
        clock.Lap(EpochPart.Validation);
        bool isBest = kept.Top1 > _state.BestAccuracy;
        var result = new EpochResult(
            epoch, _learner.LearningRate(StepsBefore(epoch), _steps.Count), trained.MeanLoss, trained.Accuracy,
            kept.Loss, kept.Top1, raw.Top1, (int)kept.Images, (trained.Images - before) / trainSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds, isBest)
        {
            Timing = clock.Read(),
            PeakMemory = PeakMemory.InMebibytes(_arithmetic.Device),
        };
        _epochs.Add(result);
        _state = _state with
        {
            Epochs = epoch,
            Batches = 0,
            Sums = new MeterSums(0, 0, 0),
            BestEpoch = isBest ? epoch : _state.BestEpoch,
            BestAccuracy = isBest ? kept.Top1 : _state.BestAccuracy,
            PlannedEpochs = TimeBudget.PlannedEpochs(_options, _state.PlannedEpochs, _epochs),
        };
        _folder.WriteResults(_epochs);
        Save(TemperatureScaling.Fit(kept.Logits), isBest);
        _observer.OnEpoch(result);
    }

    private void TrainEpoch(int epoch, EpochClock clock, CancellationToken cancellation)
    {
        _observer.OnPhase(epoch, TrainingPhase.Train, _data.TrainImages);
        if (_state.Batches > 0) _observer.OnProgress((int)_state.Sums.Images);
        HostMemory.Release();
        _learner.Model.train();
        using var meter = new TrainingMeter(_arithmetic.Device, _state.Sums);
        clock.Lap(EpochPart.Other);
        try
        {
            TrainBatches(epoch, meter, clock, cancellation);
        }
        catch (ExternalException exception) when (OutOfMemory.Is(exception))
        {
            // The epoch may go on without a graph.
            _state = _state with { Sums = meter.Read() };
            throw;
        }

        TellFigures(_state.Sums, LearningRateOf(epoch, _data.TrainBatchCount));
    }

    private void TrainBatches(int epoch, TrainingMeter meter, EpochClock clock, CancellationToken cancellation)
    {
        var figures = new Pace(FiguresInterval, TimeProvider.System);
        int learned = 0;
        int size = _options.TrainSize(epoch, _state.PlannedEpochs);
        foreach (Batch batch in _data.TrainBatches(epoch, size, _state.Batches))
        {
            using (batch)
            {
                clock.Lap(EpochPart.Data);
                // Where the batch that would have ended a step is none.
                if (learned > _state.Batches && _steps.Of(batch.Index) > _steps.Of(learned - 1)) FinishStep(epoch, learned, meter, clock, cancellation);
                // Unreadable photos may have left less than the data promised.
                _options.RequireVariance(batch.Count, size);
                _learner.Learn(batch, _steps.Share(batch.Index, batch.Count), SoftTargets.RandomFor(_options.Seed, epoch, batch.Index), meter, clock);
                learned = batch.Index + 1;
            }

            _observer.OnProgress(batch.Count);
            if (_steps.IsLast(learned - 1)) FinishStep(epoch, learned, meter, clock, cancellation);
            if (figures.IsDue()) meter.Ask();
            if (meter.TakeAnswer() is { } sums) TellFigures(sums, LearningRateOf(epoch, learned));
            clock.Lap(EpochPart.Other);
        }

        clock.Lap(EpochPart.Data);
        // The last step of an epoch may have fewer batches than the others.
        if (learned > _state.Batches) FinishStep(epoch, learned, meter, clock, cancellation);
        _state = _state with { Batches = _data.TrainBatchCount, Sums = meter.Read() };
    }

    private void FinishStep(int epoch, int batches, TrainingMeter meter, EpochClock clock, CancellationToken cancellation)
    {
        long step = StepOf(epoch, batches);
        _learner.Step(LearningRateOf(epoch, batches));
        clock.Lap(EpochPart.Step);
        _state = _state with { Batches = batches };
        bool isDue = _options.SaveEvery > 0 && (step + 1) % _options.SaveEvery == 0;
        if (!isDue && !cancellation.IsCancellationRequested) return;
        _state = _state with { Sums = meter.Read() };
        Save();
        if (!cancellation.IsCancellationRequested) return;
        _checkpoints.Wait();
        cancellation.ThrowIfCancellationRequested();
    }

    private long StepsBefore(int epoch) => (long)(epoch - _learner.Period.FirstEpoch) * _steps.Count;

    // The step of the period that the last of so many batches of an epoch belongs to, from 0.
    private long StepOf(int epoch, int batches) => StepsBefore(epoch) + _steps.Of(batches - 1);

    private double LearningRateOf(int epoch, int batches) => _learner.LearningRate(StepOf(epoch, batches), _steps.Count);

    private void TellFigures(MeterSums sums, double lr) => _observer.OnFigures(new TrainingFigures(sums.MeanLoss, sums.Accuracy, lr));

    /// <summary>By the weights as the optimizer left them, and by those that are kept.</summary>
    private (Evaluation Raw, Evaluation Kept) Validate(int epoch, CancellationToken cancellation)
    {
        try
        {
            Evaluation raw = Evaluate(_learner.Model, epoch, cancellation);
            return (raw, _learner.AverageModel is { } average ? Evaluate(average, epoch, cancellation) : raw);
        }
        catch (OperationCanceledException)
        {
            Save();
            _checkpoints.Wait();
            throw;
        }
    }

    private Evaluation Evaluate(ResNet model, int epoch, CancellationToken cancellation)
    {
        _observer.OnPhase(epoch, TrainingPhase.Validate, _data.ValImages);
        Evaluation validation = Evaluator.Run(model, _data.ValBatches(cancellation), _data.Classes, _arithmetic, _observer.OnProgress);
        RequireNumber(validation.Loss, epoch);
        return validation;
    }

    private void Unfreeze(int epoch, LearningPeriod period)
    {
        _checkpoints.Wait();
        using (CheckpointFile best = CheckpointFile.Open(_folder.In(RunFolder.BestFile))) best.LoadInto(_learner.Model);
        ResNet model = _learner.Model;
        _learner.Dispose();
        _learner = new Learner(model, period, _options, _data.ClassCounts, _arithmetic, _observer.OnWarning);
        _observer.OnUnfreeze(epoch, _learner.Learned);
    }

    // Inside an epoch nobody has measured the weights, and there is no temperature for them.
    private void Save(double temperature = 1, bool isBest = false) => _checkpoints.Save(
        _folder.In(RunFolder.LastFile), Describe(temperature), _learner.Model, _learner.Optimizer, _learner.Average, _state,
        written: () =>
        {
            if (isBest) _folder.KeepLastAsBest();
        });

    private Checkpoint Describe(double temperature) => new()
    {
        Arch = _options.Arch,
        Classes = _data.Classes,
        Names = _data.Names,
        Preprocessing = _data.Preprocessing,
        Normalization = _data.Normalization,
        Epoch = _state.Epochs,
        BestAccuracy = Math.Max(0, _state.BestAccuracy),
        Temperature = temperature,
    };

    private void RequireNumber(double loss, int epoch)
    {
        if (double.IsFinite(loss)) return;
        throw new InputException($"--lr {_options.Lr}: is too high, the loss of epoch {epoch} is not a number any more; give a smaller one");
    }
}
