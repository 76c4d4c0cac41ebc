using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;
using ResNetFlowers.Training.Checkpoints;

namespace ResNetFlowers.Benchmarks.Numerics;

/// <summary>How far the logits that a device computes in float32 are from the CPU's, on photos.</summary>
/// <param name="Photos">That both could read.</param>
/// <param name="Largest">Logit of the CPU's, as a magnitude.</param>
/// <param name="Difference">The largest between two logits of the same photo and class; not a number where one of them is none.</param>
/// <param name="Agreeing">Photos of which both think the same class most probable.</param>
internal sealed record LogitDifference(int Photos, float Largest, float Difference, int Agreeing)
{
    private const int BatchSize = 16;

    /// <summary>Computes both as <c>predict</c> and <c>eval</c> do.</summary>
    /// <param name="checkpoint">A checkpoint file.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="photos">Files; those that cannot be read are left out.</param>
    /// <exception cref="InputException">The checkpoint or the device cannot be used.</exception>
    public static LogitDifference Measure(string checkpoint, string device, IReadOnlyList<string> photos)
    {
        using CheckpointFile file = CheckpointFile.Open(checkpoint);
        // The device first: libtorch looks for CUDA before it computes, or not at all.
        List<float[]> actual = Logits(file, device, photos);
        return Between(Logits(file, "cpu", photos), actual);
    }

    /// <summary>Compares the logits of the same photos, a row each.</summary>
    public static LogitDifference Between(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual)
    {
        IEnumerable<float> differences = expected.Zip(actual).SelectMany(pair => pair.First.Zip(pair.Second, (left, right) => Math.Abs(left - right)));
        return new LogitDifference(
            expected.Count,
            expected.SelectMany(row => row).Aggregate(0f, (largest, logit) => Math.Max(largest, Math.Abs(logit))),
            differences.Aggregate(0f, Math.Max),
            expected.Zip(actual).Count(pair => Best(pair.First) == Best(pair.Second)));
    }

    private static List<float[]> Logits(CheckpointFile file, string device, IReadOnlyList<string> photos) =>
        [.. NetworkPass.Run(file, photos, device, BatchSize, PixelLimit.Default, (model, images) => model.call(images))
            .Where(photo => photo.Error is null).Select(photo => photo.Values.ToArray())];

    private static int Best(float[] logits) => Array.IndexOf(logits, logits.Max());
}
