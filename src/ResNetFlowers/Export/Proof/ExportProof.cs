using ResNetFlowers.Imaging;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Export.Proof;

/// <summary>What running an exported file beside the network that it came from showed.</summary>
/// <param name="Runtime">What ran the file.</param>
/// <param name="Source">Where the pictures are from.</param>
/// <param name="Pictures">How many there were.</param>
/// <param name="LargestDifference">The largest difference between a logit of the network and one of the file.</param>
/// <param name="LargestLogit">The network's largest logit, by its size: what the difference is to be measured against.</param>
/// <param name="SameTop1">On how many pictures both name the same class.</param>
/// <param name="Tolerance">What rounding may make of the difference, for logits up to 1; in proportion for larger ones.</param>
public sealed record ExportProof(
    string Runtime, string Source, int Pictures, float LargestDifference, float LargestLogit, int SameTop1, float Tolerance)
{
    private const int BatchSize = 10;

    /// <summary>Whether the file does what the network does: no logit is off by more than rounding.</summary>
    public bool Holds => LargestDifference <= Tolerance * Math.Max(1, LargestLogit);

    /// <summary>Runs both.</summary>
    /// <param name="model">The network, in evaluation mode on the CPU.</param>
    /// <param name="checkpoint">What it was read from.</param>
    /// <param name="exported">The file.</param>
    /// <param name="pictures">What to run them on.</param>
    /// <exception cref="InputException">Not one picture can be read.</exception>
    internal static ExportProof Run(ResNet model, Checkpoint checkpoint, IExportedModel exported, ProofPictures pictures)
    {
        int count = 0;
        int same = 0;
        float difference = 0;
        float largest = 0;
        foreach (RgbImage[] chunk in pictures.Pictures.Chunk(BatchSize))
        {
            using var batch = new ProofBatch(chunk, checkpoint);
            float[] expected = Logits(model, batch);
            float[] actual = exported.Logits(batch);
            for (int i = 0; i < expected.Length; i++)
            {
                // NaN where it should not be is the largest of differences.
                float off = Math.Abs(expected[i] - actual[i]);
                difference = Math.Max(difference, float.IsNaN(off) ? float.PositiveInfinity : off);
                largest = Math.Max(largest, Math.Abs(expected[i]));
            }

            int classes = expected.Length / chunk.Length;
            count += chunk.Length;
            same += Enumerable.Range(0, chunk.Length).Count(row => Best(expected, row, classes) == Best(actual, row, classes));
        }

        if (count == 0) throw new InputException($"--data {pictures.Source}: not one of its photos can be read; name a folder of photos");
        return new ExportProof(exported.Runtime, pictures.Source, count, difference, largest, same, exported.Tolerance);
    }

    /// <summary>A network's logits, <c>[N, classes]</c>, row-major.</summary>
    internal static float[] Logits(ResNet model, ProofBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable inference = inference_mode();
        Tensor images = tensor(batch.Pixels, [batch.Pictures.Count, batch.Channels, batch.ImageSize, batch.ImageSize]);
        return model.call(images).data<float>().ToArray();
    }

    private static int Best(float[] logits, int row, int classes)
    {
        ReadOnlySpan<float> scores = logits.AsSpan(row * classes, classes);
        int best = 0;
        for (int i = 1; i < classes; i++)
        {
            if (scores[i] > scores[best]) best = i;
        }

        return best;
    }
}
