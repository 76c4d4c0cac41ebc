using ResNetFlowers.Data.Naming;
using ResNetFlowers.Imaging;
using ResNetFlowers.Models;
using ResNetFlowers.Neighbours;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Runs;
using static TorchSharp.torch;

namespace ResNetFlowers.Inference;

/// <summary>What to predict with, and how.</summary>
public sealed record PredictOptions
{
    /// <summary>A checkpoint file or a run's folder; null takes the newest run.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>A JSON file of readable names, see <see cref="ReadableNames"/>; null takes the checkpoint's.</summary>
    public string? Names { get; init; }

    /// <summary>How many classes to name, at least 1.</summary>
    public int Top { get; init; } = 5;

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>
    /// Whether each photo is looked at a second time, mirrored left to right, and the probabilities of both views are averaged
    /// (test-time augmentation): a little more accurate as a rule, for twice the time.
    /// </summary>
    public bool Tta { get; init; }

    /// <summary>Whether photos are compared with the training photos, where the checkpoint has an index of them.</summary>
    public bool Unknown { get; init; } = true;

    /// <summary>Photos looked at together, at least 1.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>How many pixels a photo may have; one of more cannot be read.</summary>
    public long MaxPixels { get; init; } = PixelLimit.Default;
}

/// <summary>Photos to class probabilities, with nothing but a checkpoint.</summary>
public static class Predictor
{
    // The last dimension of [N, C, H, W].
    private const long LeftToRight = 3;

    /// <summary>
    /// Predicts photos one after another, in the order given; a photo that cannot be read yields an error in its place.
    /// </summary>
    /// <exception cref="InputException">The checkpoint or the device cannot be used, or an option is out of range.</exception>
    public static IEnumerable<Prediction> Run(IReadOnlyList<string> photos, PredictOptions options)
    {
        if (options.Top < 1) throw new InputException($"--top {options.Top}: give at least 1");
        string path = RunFolder.FindCheckpoint(options.Checkpoint);
        using CheckpointFile file = CheckpointFile.Open(path);
        Checkpoint checkpoint = file.Checkpoint;
        ReadableNames names = ReadableNames.Read(options.Names, checkpoint.Classes, checkpoint.Names);
        using NeighbourIndex? index = options.Unknown ? RunNeighbours.Open(path, checkpoint) : null;
        foreach (PhotoOutput photo in NetworkPass.Run(file, photos, options.Device, options.BatchSize, options.MaxPixels, Look)) yield return Describe(photo);

        // The probabilities, and behind them the embedding where it is needed.
        Tensor Look(ResNet model, Tensor images)
        {
            Tensor embedding = model.ForwardEmbedding(images);
            Tensor probabilities = Probabilities(model, embedding);
            if (options.Tta) probabilities = (probabilities + Probabilities(model, model.ForwardEmbedding(images.flip(LeftToRight)))) / 2;
            return index is null ? probabilities : cat([probabilities, embedding], 1);
        }

        Tensor Probabilities(ResNet model, Tensor embedding) => (model.ForwardHead(embedding.unsqueeze(-1).unsqueeze(-1)) / checkpoint.Temperature).softmax(1);

        Prediction Describe(PhotoOutput photo)
        {
            if (photo.Error is not null) return new Prediction(photo.Path, [], photo.Error);
            ReadOnlySpan<float> seen = photo.Values.Span;
            int classes = checkpoint.Classes.Count;
            var prediction = new Prediction(photo.Path, Best(seen[..classes], checkpoint.Classes, names, options.Top));
            if (index is null) return prediction;
            float distance = index.Distance(seen[classes..]);
            return prediction with { Distance = distance, IsUnknown = distance > index.Threshold };
        }
    }

    private static IReadOnlyList<ClassProbability> Best(ReadOnlySpan<float> probabilities, IReadOnlyList<string> classes, ReadableNames names, int top)
    {
        float[] values = probabilities.ToArray();
        return [.. Enumerable.Range(0, values.Length).OrderByDescending(index => values[index]).ThenBy(index => index).Take(top)
            .Select(index => new ClassProbability(classes[index], names.Find(classes[index]), index, values[index]))];
    }
}
