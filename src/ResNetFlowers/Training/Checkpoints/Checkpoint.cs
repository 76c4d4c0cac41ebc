using System.Globalization;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>What a checkpoint says of its weights: all that it takes to rebuild and use the network, so that nothing is guessed.</summary>
public sealed record Checkpoint
{
    /// <summary>The name of the <see cref="Models.ResNetVariant"/>.</summary>
    public required string Arch { get; init; }

    /// <summary>The names of the classes, by index.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What the classes are called where people read them.</summary>
    public ReadableNames Names { get; init; } = ReadableNames.None;

    /// <summary>How photos become what the network sees.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>Side of the square that the network sees, in pixels.</summary>
    public int ImageSize => Preprocessing.Size;

    /// <summary>How pixels become numbers.</summary>
    public required Normalization Normalization { get; init; }

    /// <summary>The epoch after which it was written, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The highest validation accuracy until then, in [0, 1].</summary>
    public required double BestAccuracy { get; init; }

    /// <summary>
    /// What to divide the logits by for probabilities that can be trusted, above 0: fitted to the validation photos (see
    /// <see cref="Metrics.TemperatureScaling"/>); 1 where it was not.
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Tells these weights from others, for files that belong to them: the temperature, to its last digit, is hardly ever that of another network.</summary>
    internal string Fingerprint => string.Create(CultureInfo.InvariantCulture, $"{Arch}, epoch {Epoch}, temperature {Temperature:r}");
}
