using System.Runtime.InteropServices;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.Mixing;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Timing;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>A run on a small scale: what takes memory in it is there, and nothing is kept.</summary>
/// <param name="options">The run's.</param>
/// <param name="memory">Bytes that the device has in all; 0 where nobody knows.</param>
/// <param name="cancellation">Ends it between batches.</param>
internal sealed class Rehearsal(TrainOptions options, long memory, CancellationToken cancellation)
{
    // A step is captured after three, and photos of several batches are of several sizes.
    private const int TrainBatches = 6;
    private const int ValBatches = 2;

    // What a run needs beyond a rehearsal: its photos may be larger, and free memory falls into pieces that are too small.
    private const long SparePieces = 16 << 20;
    private const int SpareShare = 50;

    private readonly Device _device = ComputeDevice.Find(options.Device);

    /// <summary>Does a few steps with all that is learned in the run, the last of an epoch among them, and looks at validation photos.</summary>
    /// <exception cref="ExternalException">The device's memory is too small.</exception>
    /// <exception cref="InputException">A run of such options is refused.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run()
    {
        // What failed before may have left tensors to the garbage collector.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        OutOfMemory.EmptyCache(_device);
        Arithmetic arithmetic = Arithmetic.Of(options, _device);
        TrainOptions uncached = options.Cache == PhotoCaches.Device ? options : options with { Cache = PhotoCaches.None };
        using Tensor spare = empty([memory == 0 ? 0 : SparePieces + memory / SpareShare], uint8, _device);
        using var data = TrainingData.Open(uncached, ReadableNames.None, _device, (_, _) => { });
        arithmetic = arithmetic.ForRun(data.TrainImages, options.Epochs);
        using var model = new ResNet(ResNetVariant.Named(options.Arch), data.Classes.Count);
        arithmetic.Place(model);
        using var learner = new Learner(model, LearningPeriod.Of(options, options.Epochs, options.Epochs), options, data.ClassCounts, arithmetic, _ => { });
        try
        {
            LearnAndLook(learner, data, arithmetic);
        }
        catch (ExternalException exception) when (OutOfMemory.Is(exception) && learner.CanSpareGraph)
        {
            learner.GiveUpGraph(exception);
            LearnAndLook(learner, data, arithmetic);
        }

        learner.ReleaseGraph();
        if (!options.NoNeighbours) LookAtNeighbours(data, arithmetic);
    }

    private void LearnAndLook(Learner learner, TrainingData data, Arithmetic arithmetic)
    {
        using var meter = new TrainingMeter(_device, new MeterSums(0, 0, 0));
        var clock = new EpochClock();
        learner.Model.train();
        IEnumerable<Batch> first = data.TrainBatches(epoch: 1, options.ImageSize, firstBatch: 0).Take(TrainBatches);
        IEnumerable<Batch> last = data.TrainBatches(epoch: 1, options.ImageSize, firstBatch: data.TrainBatchCount - 1);
        foreach (Batch batch in first.Concat(last))
        {
            cancellation.ThrowIfCancellationRequested();
            using (batch) learner.Learn(batch, share: 1.0 / options.Accumulate, SoftTargets.RandomFor(options.Seed, epoch: 1, batch.Index), meter, clock);
            // Gradients that are added up are there while the next batch comes.
            if (options.Accumulate == 1 || batch.Index % 2 == 1) learner.Step(lr: 0);
        }

        meter.Read();
        Evaluator.Run(learner.Model, data.ValBatches(cancellation).Take(ValBatches), data.Classes, arithmetic, progress: null);
    }

    /// <summary>As <see cref="NeighbourPass"/> does it: with a network of its own, in float32.</summary>
    private void LookAtNeighbours(TrainingData data, Arithmetic arithmetic)
    {
        using var best = new ResNet(ResNetVariant.Named(options.Arch), data.Classes.Count);
        arithmetic.Place(best);
        Evaluator.Run(best, data.ValBatches(cancellation).Take(1), data.Classes, _device);
    }
}
