using ResNetFlowers.Data.Loading;
using ResNetFlowers.Metrics;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Learning;
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
        ResNet model, IEnumerable<Batch> batches, IReadOnlyList<string> classes, Device device, Action<int>? progress = null) =>
        Run(model, batches, classes, new Arithmetic(Precision.Fp32, device), progress);

    /// <summary>Evaluates in another precision, too.</summary>
    internal static Evaluation Run(ResNet model, IEnumerable<Batch> batches, IReadOnlyList<string> classes, Arithmetic arithmetic, Action<int>? progress)
    {
        bool training = model.training;
        model.eval();
        try
        {
            using IDisposable inference = inference_mode();
            var confusion = new ConfusionMatrix(classes.Count);
            var rows = new List<float>();
            var labels = new List<int>();
            var samples = new List<int>();
            double lossSum = 0;
            long top5Hits = 0;
            foreach (Batch batch in batches)
            {
                using (batch)
                using (NewDisposeScope())
                {
                    Tensor images = batch.Images.to(arithmetic.Device);
                    Tensor logits = Logits(model, images, arithmetic);
                    lossSum += nn.functional.cross_entropy(logits, batch.DeviceLabels.to(arithmetic.Device), reduction: nn.Reduction.Sum).ToDouble();
                    (_, Tensor best) = logits.topk(Math.Min(5, classes.Count));
                    long[] actual = batch.Labels.data<long>().ToArray();
                    top5Hits += Count(best.cpu().data<long>().ToArray(), actual, confusion);
                    rows.AddRange(logits.cpu().contiguous().data<float>().ToArray());
                    labels.AddRange(actual.Select(label => (int)label));
                    samples.AddRange(batch.Samples);
                    progress?.Invoke(batch.Count);
                }
            }

            return new Evaluation
            {
                Classes = classes,
                Loss = lossSum / confusion.Total,
                Top5Hits = top5Hits,
                Confusion = confusion,
                Logits = new LabelledLogits([.. rows], labels, classes.Count),
                Samples = samples,
            };
        }
        finally
        {
            model.train(training);
        }
    }

    private static Tensor Logits(ResNet model, Tensor images, Arithmetic arithmetic)
    {
        using IDisposable? _ = arithmetic.Casts();
        return model.call(images).to_type(float32);
    }

    private static long Count(long[] ranked, long[] actual, ConfusionMatrix confusion)
    {
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
