using ResNetFlowers.Imaging;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Inference;

/// <summary>Which features, and with what.</summary>
public sealed record FeatureOptions
{
    /// <summary>A checkpoint file or a run's folder; null takes the newest run.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The stage whose feature map is wanted, 1 to 4; null wants the embedding, what the head takes.</summary>
    public int? Stage { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Whether files of the names that are to be written may be replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Photos looked at together, at least 1.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>How many pixels a photo may have; one of more cannot be read.</summary>
    public long MaxPixels { get; init; } = PixelLimit.Default;
}

/// <summary>Photos to the numbers that a trained network sees in them, for search, clustering and other people's classifiers.</summary>
public static class FeatureExtractor
{
    /// <summary>
    /// Gives the embedding <c>[C]</c> (<see cref="ResNet.ForwardEmbedding"/>) or a stage's feature map <c>[C, H, W]</c>
    /// (<see cref="ResNet.ForwardFeatures"/>) of photos one after another, in the order given; a photo that cannot be read yields an error
    /// in its place. As many photos as a batch holds are in memory, and those of the next.
    /// </summary>
    /// <exception cref="InputException">The checkpoint or the device cannot be used, or an option is out of range.</exception>
    public static IEnumerable<PhotoOutput> Run(IReadOnlyList<string> photos, FeatureOptions options)
    {
        if (options.Stage is < 1 or > FrozenPart.MaxStages) throw new InputException($"--stage {options.Stage}: give 1 to {FrozenPart.MaxStages}");
        using CheckpointFile file = CheckpointFile.Open(RunFolder.FindCheckpoint(options.Checkpoint));
        IEnumerable<PhotoOutput> outputs = NetworkPass.Run(file, photos, options.Device, options.BatchSize, options.MaxPixels, (model, images) =>
            options.Stage is { } stage ? model.ForwardFeatures(images)[stage - 1] : model.ForwardEmbedding(images));
        foreach (PhotoOutput photo in outputs) yield return photo;
    }
}
