using System.Diagnostics;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>Trains a ResNet with Adam and StepLR, keeps the best weights and records every epoch.</summary>
public sealed class Trainer
{
    private readonly TrainOptions _options;
    private readonly ITrainingObserver _observer;

    /// <summary>Creates the trainer.</summary>
    /// <exception cref="InputException">An option is out of range.</exception>
    public Trainer(TrainOptions options, ITrainingObserver observer)
    {
        options.Validate();
        _options = options;
        _observer = observer;
    }

    /// <summary>Trains from the first epoch to the last. Same options, data and machine give the same checkpoints, byte for byte.</summary>
    /// <exception cref="InputException">Data or output folder cannot be used, or the loss is not a number any more.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the epochs done are saved.</exception>
    public TrainResult Run(CancellationToken cancellation = default)
    {
        ComputeDevice.UseThreads(_options.Threads);
        Device device = ComputeDevice.Find(_options.Device);
        using var data = TrainingData.Open(_options, _observer.OnSkipped);

        manual_seed(_options.Seed);
        using ResNet model = new ResNet(ResNetVariant.Named(_options.Arch), data.Classes.Count).to(device);
        using Adam optimizer = optim.Adam(model.parameters(), _options.Lr);
        optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.StepLR(optimizer, _options.StepSize, _options.Gamma);

        RunFolder folder = RunFolder.Create(_options.Out, _options.Arch);
        try
        {
            folder.WriteOptions(_options with { Out = folder.Path });
            folder.WriteClasses(data.Classes);
            _observer.OnStart(new TrainingPlan(
                folder.Path, device.ToString(), get_num_threads(), data.Classes, data.TrainImages, data.ValImages,
                model.parameters().Sum(parameter => parameter.numel()), _options));
            return RunEpochs(model, optimizer, schedule, data, device, folder, cancellation);
        }
        finally
        {
            folder.DeleteIfWithoutCheckpoint();
        }
    }

    private TrainResult RunEpochs(
        ResNet model, Adam optimizer, optim.lr_scheduler.LRScheduler schedule, TrainingData data, Device device, RunFolder folder,
        CancellationToken cancellation)
    {
        var epochs = new List<EpochResult>();
        int bestEpoch = 0;
        double bestAccuracy = -1;
        for (int epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            double lr = optimizer.ParamGroups.First().LearningRate;

            _observer.OnPhase(epoch, TrainingPhase.Train, data.TrainImages);
            TrainingMeter trained = TrainEpoch(model, optimizer, data.TrainBatches(epoch, cancellation), device);
            double trainSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            schedule.step();
            RequireNumber(trained.Loss, epoch);

            _observer.OnPhase(epoch, TrainingPhase.Validate, data.ValImages);
            Evaluation validation = Evaluator.Run(model, data.ValBatches(cancellation), data.Classes, device, _observer.OnProgress);
            RequireNumber(validation.Loss, epoch);

            bool isBest = validation.Top1 > bestAccuracy;
            if (isBest) (bestEpoch, bestAccuracy) = (epoch, validation.Top1);
            var checkpoint = new Checkpoint
            {
                Arch = _options.Arch,
                Classes = data.Classes,
                ImageSize = _options.ImageSize,
                Normalization = data.Normalization,
                Epoch = epoch,
                BestAccuracy = bestAccuracy,
            };
            folder.WriteCheckpoint(checkpoint, model, optimizer, isBest);

            var result = new EpochResult(
                epoch, lr, trained.Loss, trained.Accuracy, validation.Loss, validation.Top1, trained.Images / trainSeconds,
                Stopwatch.GetElapsedTime(start).TotalSeconds, isBest);
            epochs.Add(result);
            folder.WriteResults(epochs);
            _observer.OnEpoch(result);
        }

        return new TrainResult(folder.Path, bestEpoch, bestAccuracy, epochs, data.SkippedPhotos);
    }

    private TrainingMeter TrainEpoch(ResNet model, Adam optimizer, IEnumerable<Batch> batches, Device device)
    {
        model.train();
        using var meter = new TrainingMeterTensors(device);
        foreach (Batch batch in batches)
        {
            using (batch)
            using (NewDisposeScope())
            {
                // Unreadable photos may have left less than the data promised.
                _options.RequireVariance(batch.Count);
                Tensor labels = batch.Labels.to(device);
                Tensor logits = model.call(batch.Images.to(device));
                Tensor loss = nn.functional.cross_entropy(logits, labels);
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
                meter.Add(loss, logits, labels);
            }

            _observer.OnProgress(batch.Count);
        }

        return meter.Read();
    }

    private void RequireNumber(double loss, int epoch)
    {
        if (double.IsFinite(loss)) return;
        throw new InputException($"--lr {_options.Lr}: is too high, the loss of epoch {epoch} is not a number any more; give a smaller one");
    }
}
