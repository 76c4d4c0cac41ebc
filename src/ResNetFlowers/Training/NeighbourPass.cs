using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Models;
using ResNetFlowers.Neighbours;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>
/// The last step of a run: looks at the training photos once more, by the best weights and without augmentation, and keeps what the
/// network sees in them, so that others can be compared with them (see <see cref="NeighbourIndex"/>).
/// </summary>
/// <param name="options">Of the run.</param>
/// <param name="data">Its photos.</param>
/// <param name="device">Where to compute.</param>
/// <param name="folder">Where its best weights are, and the index goes.</param>
/// <param name="observer">Told of progress.</param>
internal sealed class NeighbourPass(TrainOptions options, TrainingData data, Device device, RunFolder folder, ITrainingObserver observer)
{
    /// <summary>Training photos that an index has at most: 41 MB of what a ResNet-18 sees, 164 MB of a ResNet-50's.</summary>
    public const int MaxPhotos = 20_000;

    // A percentile of more of them would be no other.
    private const int MaxChecks = 2_000;

    /// <summary>Makes the index and writes it.</summary>
    /// <param name="epoch">The epoch that the run ended with.</param>
    /// <param name="cancellation">Ends the work between batches; nothing is written then.</param>
    /// <exception cref="InputException">The best weights are gone, or the file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(int epoch, CancellationToken cancellation)
    {
        using CheckpointFile file = CheckpointFile.Open(folder.In(RunFolder.BestFile));
        using ResNet model = file.BuildModel();
        model.FoldBatchNorms();
        model.UseLayout(MemoryLayout.ChannelsLast);
        model.to(device);
        IReadOnlyList<Sample> learned = Choose(data.TrainSamples, MaxPhotos);
        IReadOnlyList<Sample> checks = Choose(data.ValSamples, MaxChecks);
        observer.OnPhase(epoch, TrainingPhase.Neighbours, learned.Count + checks.Count);

        string root = options.DataFolder();
        var builder = new NeighbourIndexBuilder(learned.Count);
        Embed(model, learned, cancellation, (sample, embedding) =>
            builder.Add(Path.GetRelativePath(root, sample.Path).Replace(Path.DirectorySeparatorChar, '/'), sample.Label, embedding));
        Embed(model, checks, cancellation, (_, embedding) => builder.Check(embedding));
        builder.Write(folder.In(NeighbourIndex.FileName), file.Checkpoint.Fingerprint);
    }

    private void Embed(ResNet model, IReadOnlyList<Sample> samples, CancellationToken cancellation, Action<Sample, ReadOnlySpan<float>> take)
    {
        using DataLoader loader = data.Unaugmented(samples);
        using IDisposable inference = inference_mode();
        foreach (Batch batch in loader.Batches(epoch: 0, cancellation))
        {
            using (batch)
            using (NewDisposeScope())
            {
                float[] embeddings = model.ForwardEmbedding(batch.Images.to(device)).cpu().contiguous().data<float>().ToArray();
                int length = embeddings.Length / batch.Count;
                for (int row = 0; row < batch.Count; row++) take(samples[batch.Samples[row]], embeddings.AsSpan(row * length, length));
                observer.OnProgress(batch.Count);
            }
        }
    }

    /// <summary>All, or as many as there may be, in their order; the run's seed decides which.</summary>
    private IReadOnlyList<Sample> Choose(IReadOnlyList<Sample> samples, int most)
    {
        if (samples.Count <= most) return samples;
        int[] order = [.. Enumerable.Range(0, samples.Count)];
        new RandomSource(options.Seed).Shuffle<int>(order);
        return [.. order.Take(most).Order().Select(index => samples[index])];
    }
}
