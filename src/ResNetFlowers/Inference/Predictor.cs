using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;
using ResNetFlowers.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Inference;

/// <summary>What to predict with, and how.</summary>
public sealed record PredictOptions
{
    /// <summary>A checkpoint file or a run's folder; null takes the newest run.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>How many classes to name, at least 1.</summary>
    public int Top { get; init; } = 5;

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Photos looked at together, at least 1.</summary>
    public int BatchSize { get; init; } = 16;
}

/// <summary>Photos to class probabilities, with nothing but a checkpoint.</summary>
public static class Predictor
{
    // For one image alone with small feature maps libtorch leaves oneDNN for a slower convolution: at 96 px a ResNet-18 takes 88 ms for
    // one image and 43 ms for two. At this size and above all of its maps are large enough.
    private const int SmallestLoneImage = 224;

    /// <summary>
    /// Predicts photos one after another, in the order given; a photo that cannot be read yields an error in its place.
    /// </summary>
    /// <exception cref="InputException">The checkpoint or the device cannot be used, or an option is out of range.</exception>
    public static IEnumerable<Prediction> Run(IReadOnlyList<string> photos, PredictOptions options)
    {
        if (options.Top < 1) throw new InputException($"--top {options.Top}: give at least 1");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        using CheckpointFile file = CheckpointFile.Open(RunFolder.FindCheckpoint(options.Checkpoint));
        var reader = new PhotoReader(TransformPresets.Validation(file.Checkpoint.ImageSize), file.Checkpoint.Normalization, file.Checkpoint.ImageSize);

        // The first photos come before libtorch: for the third of a second that loading it takes, nobody else can bind a native function.
        Task<PhotoBatch> next = Read(0);
        next.Wait();
        using ResNet model = file.BuildModel();
        Device device = ComputeDevice.Find(options.Device);
        model.to(device);
        for (int start = 0; start < photos.Count; start += options.BatchSize)
        {
            using PhotoBatch batch = next.GetAwaiter().GetResult();
            next = Read(start + options.BatchSize);
            foreach (Prediction prediction in Predict(model, batch, file.Checkpoint.Classes, options.Top, device)) yield return prediction;
        }

        Task<PhotoBatch> Read(int start) => Task.Run(() => reader.Read([.. photos.Skip(start).Take(options.BatchSize)]));
    }

    private static List<Prediction> Predict(ResNet model, PhotoBatch batch, IReadOnlyList<string> classes, int top, Device device)
    {
        var predictions = new List<Prediction>(batch.Photos.Count);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable inference = inference_mode();
        float[] probabilities = [];
        int readable = batch.Photos.Count(photo => photo.Error is null);
        if (readable > 0)
        {
            Tensor images = tensor(batch.Pixels, [readable, batch.ImageSize, batch.ImageSize, 3]).permute(0, 3, 1, 2).to(device);
            if (readable == 1 && batch.ImageSize < SmallestLoneImage) images = cat([images, images]);
            probabilities = model.call(images).softmax(1).cpu().data<float>().ToArray();
        }

        int row = 0;
        foreach ((string path, string? error) in batch.Photos)
        {
            predictions.Add(error is not null
                ? new Prediction(path, [], error)
                : new Prediction(path, Best(probabilities.AsSpan(row++ * classes.Count, classes.Count), classes, top)));
        }

        return predictions;
    }

    private static IReadOnlyList<ClassProbability> Best(ReadOnlySpan<float> probabilities, IReadOnlyList<string> classes, int top)
    {
        float[] values = probabilities.ToArray();
        return [.. Enumerable.Range(0, values.Length).OrderByDescending(index => values[index]).ThenBy(index => index).Take(top)
            .Select(index => new ClassProbability(classes[index], index, values[index]))];
    }
}
