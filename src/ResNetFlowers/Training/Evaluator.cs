using ResNetFlowers.Data.Loading;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
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
            using var tally = new EvaluationTally(classes.Count);
            foreach (Batch batch in batches)
            {
                using (batch)
                using (NewDisposeScope())
                {
                    Tensor logits = Logits(model, batch.Images.to(arithmetic.Device), arithmetic);
                    Tensor loss = nn.functional.cross_entropy(logits, batch.DeviceLabels.to(arithmetic.Device), reduction: nn.Reduction.Sum);
                    (_, Tensor best) = logits.topk(Math.Min(5, classes.Count));
                    tally.Add(batch, loss, best, logits);
                    progress?.Invoke(batch.Count);
                }
            }

            return tally.Result(classes);
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
}
