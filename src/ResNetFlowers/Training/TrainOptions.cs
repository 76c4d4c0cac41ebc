using ResNetFlowers.Models;

namespace ResNetFlowers.Training;

/// <summary>What to train, on what, and how. The defaults stand here and nowhere else.</summary>
public sealed record TrainOptions
{
    /// <summary>The least side that a ResNet, which halves it five times, leaves a pixel of.</summary>
    public const int MinImageSize = 32;

    /// <summary>The largest side of which a batch of ordinary size fits into memory.</summary>
    public const int MaxImageSize = 2048;

    /// <summary>More threads than this are a slip of the finger.</summary>
    private const int MaxThreads = 1024;

    /// <summary>A folder with <c>train</c> and <c>val</c>, as <c>split</c> writes it.</summary>
    public string Data { get; init; } = "data";

    /// <summary>The name of a <see cref="ResNetVariant"/>.</summary>
    public string Arch { get; init; } = "resnet34";

    /// <summary>Passes over the training photos, at least 1.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Photos of a step, at least 1, at most as many as fit into 2 GiB.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Side of the square that the network sees, in pixels, <see cref="MinImageSize"/> to <see cref="MaxImageSize"/>.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Adam's learning rate, above 0.</summary>
    public double Lr { get; init; } = 0.001;

    /// <summary>Epochs between two drops of the learning rate, at least 1.</summary>
    public int StepSize { get; init; } = 10;

    /// <summary>What a drop multiplies the learning rate by, above 0.</summary>
    public double Gamma { get; init; } = 0.5;

    /// <summary>Threads that decode photos; null chooses by the machine.</summary>
    public int? Workers { get; init; }

    /// <summary>Threads that libtorch computes with; null means all cores.</summary>
    public int? Threads { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Decides weights, order and augmentation.</summary>
    public long Seed { get; init; }

    /// <summary>The run's folder; null takes the next free <c>runs/ARCH-N</c>.</summary>
    public string? Out { get; init; }

    /// <summary>Checks everything that can be checked without looking at the disk.</summary>
    /// <exception cref="InputException">Options are out of range; the message names every one of them.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        void Require(bool holds, string option, object? value, string rule)
        {
            if (!holds) faults.Add($"{option} {value}: {rule}");
        }

        ResNetVariant.Named(Arch);
        Require(Epochs >= 1, "--epochs", Epochs, "give at least 1");
        Require(BatchSize >= 1, "--batch-size", BatchSize, "give at least 1");
        bool isSize = ImageSize is >= MinImageSize and <= MaxImageSize;
        Require(isSize, "--image-size", ImageSize, $"give {MinImageSize} to {MaxImageSize} pixels");
        long mostPhotos = isSize ? int.MaxValue / (3L * sizeof(float) * ImageSize * ImageSize) : int.MaxValue;
        Require(BatchSize <= mostPhotos, "--batch-size", BatchSize, $"give at most {mostPhotos} with photos of {ImageSize} pixels");
        Require(Lr > 0 && double.IsFinite(Lr), "--lr", Lr, "give a number above 0");
        Require(StepSize >= 1, "--step-size", StepSize, "give at least 1");
        Require(Gamma > 0 && double.IsFinite(Gamma), "--gamma", Gamma, "give a number above 0");
        Require(Workers is null or >= 0 and <= MaxThreads, "--workers", Workers, $"give 0 (decode on the training thread) to {MaxThreads}");
        Require(Threads is null or >= 1 and <= MaxThreads, "--threads", Threads, $"give 1 to {MaxThreads}");
        Require(Out is null || !string.IsNullOrWhiteSpace(Out), "--out", Out, "is empty; name the run's folder, or leave the option out");
        if (faults.Count > 0) throw new InputException(string.Join("; ", faults));
    }

    /// <summary>
    /// Refuses a step that would spoil the network: the running variance of batch normalisation is over a channel's values less one
    /// (Ioffe and Szegedy 2015), and at the least image size the last stage has one value a photo.
    /// </summary>
    /// <param name="photos">Photos of the step.</param>
    /// <exception cref="InputException">The photo is alone and the image size the least.</exception>
    internal void RequireVariance(int photos)
    {
        if (photos > 1 || ImageSize > MinImageSize) return;
        throw new InputException(
            $"--batch-size {BatchSize}: leaves a step with one photo, too few for batch normalisation at --image-size {ImageSize}; give another --batch-size, or an --image-size above {MinImageSize}");
    }
}
