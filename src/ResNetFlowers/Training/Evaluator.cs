using ResNetFlowers.Data.Loading;
using ResNetFlowers.Metrics;
using ResNetFlowers.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>Runs a network over labelled photos and counts what it gets right.</summary>
public static class Evaluator
{
    /// <summary>Evaluates in evaluation mode, without gradients; the network's mode is put back afterwards.</summary>
    /// <param name="model">The network, on <paramref name="device"/>.</param>
    /// <param name="batches">The photos, in batches; each batch is disposed.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="progress">Told how many photos are done.</param>
    public static Evaluation Run(
        ResNet model, IEnumerable<Batch> batches, IReadOnlyList<string> classes, Device device, Action<int>? progress = null)
    {
        bool training = model.training;
        model.eval();
        try
        {
            using IDisposable inference = inference_mode();
            var confusion = new ConfusionMatrix(classes.Count);
            double lossSum = 0;
            long top5Hits = 0;
            foreach (Batch batch in batches)
            {
                using (batch)
                using (NewDisposeScope())
                {
                    Tensor images = batch.Images.to(device);
                    Tensor labels = batch.Labels.to(device);
                    Tensor logits = model.call(images);
                    lossSum += nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum).ToDouble();
                    (_, Tensor best) = logits.topk(Math.Min(5, classes.Count));
                    top5Hits += Count(best.cpu(), batch.Labels, confusion);
                    progress?.Invoke(batch.Count);
                }
            }

            return new Evaluation { Classes = classes, Loss = lossSum / confusion.Total, Top5Hits = top5Hits, Confusion = confusion };
        }
        finally
        {
            model.train(training);
        }
    }

    private static long Count(Tensor best, Tensor labels, ConfusionMatrix confusion)
    {
        long[] ranked = best.data<long>().ToArray();
        long[] actual = labels.data<long>().ToArray();
        int ranks = ranked.Length / actual.Length;
        long hits = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            ReadOnlySpan<long> row = ranked.AsSpan(i * ranks, ranks);
            confusion.Add((int)actual[i], (int)row[0]);
            if (row.Contains(actual[i])) hits++;
        }

        return hits;
    }
}
