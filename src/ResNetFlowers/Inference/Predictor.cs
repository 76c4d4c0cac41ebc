using ResNetFlowers.Data.Naming;
using ResNetFlowers.Imaging;
using ResNetFlowers.Models;
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
        using CheckpointFile file = CheckpointFile.Open(RunFolder.FindCheckpoint(options.Checkpoint));
        IReadOnlyList<string> classes = file.Checkpoint.Classes;
        ReadableNames names = ReadableNames.Read(options.Names, classes, file.Checkpoint.Names);
        double temperature = file.Checkpoint.Temperature;
        foreach (PhotoOutput photo in NetworkPass.Run(file, photos, options.Device, options.BatchSize, options.MaxPixels, Probabilities))
        {
            IReadOnlyList<ClassProbability> best = photo.Error is null ? Best(photo.Values.Span, classes, names, options.Top) : [];
            yield return new Prediction(photo.Path, best, photo.Error);
        }

        Tensor Probabilities(ResNet model, Tensor images)
        {
            Tensor seen = (model.call(images) / temperature).softmax(1);
            return options.Tta ? (seen + (model.call(images.flip(LeftToRight)) / temperature).softmax(1)) / 2 : seen;
        }
    }

    private static IReadOnlyList<ClassProbability> Best(ReadOnlySpan<float> probabilities, IReadOnlyList<string> classes, ReadableNames names, int top)
    {
        float[] values = probabilities.ToArray();
        return [.. Enumerable.Range(0, values.Length).OrderByDescending(index => values[index]).ThenBy(index => index).Take(top)
            .Select(index => new ClassProbability(classes[index], names.Find(classes[index]), index, values[index]))];
    }
}
