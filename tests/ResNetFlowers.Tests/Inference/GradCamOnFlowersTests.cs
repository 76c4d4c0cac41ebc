using ResNetFlowers.Data.SyntheticFlowers;
using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;
using ResNetFlowers.Models;
using ResNetFlowers.Tests.Training;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Inference;

/// <summary>A network that was trained on drawn flowers, of which nobody told it where they are, looks at the flowers.</summary>
[Collection(TinyRunCollection.Name)]
public sealed class GradCamOnFlowersTests : IDisposable
{
    private const int Pictures = 50;
    private const int Side = 224;
    private const int BatchSize = 10;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheMapLiesOnTheFlower()
    {
        using CheckpointFile file = CheckpointFile.Open(Path.Combine(Train(), "best.pth"));
        using ResNet model = file.BuildModel();
        (double inside, double outside) = Means(model, file.Checkpoint.Normalization);
        Assert.True(inside >= 1.5 * outside, $"{inside:f3} on the flowers, {outside:f3} beside them");
    }

    /// <returns>The run's folder.</returns>
    private string Train()
    {
        Draw("train", perClass: 60, seed: 1);
        Draw("val", perClass: 10, seed: 2);
        return new Trainer(new TrainOptions
        {
            Data = _folder.File("data"), Arch = "resnet18", Epochs = 6, ImageSize = 64, Augment = "light", Schedule = "cosine", Device = "cpu", Out = _folder.File("run"),
        }).Run(new RecordingObserver()).Folder;
    }

    private void Draw(string part, int perClass, long seed) =>
        SyntheticFlowerFolder.Write(new SynthOptions { Out = _folder.File($"data/{part}"), PerClass = perClass, Seed = seed, Size = 73 });

    /// <summary>Of all maps, on the flowers and beside them.</summary>
    private static (double Inside, double Outside) Means(ResNet model, Normalization normalization)
    {
        (double hot, double covered, double all) = (0, 0, 0);
        for (int first = 0; first < Pictures; first += BatchSize)
        {
            List<SyntheticFlower> flowers = [.. Enumerable.Range(first, BatchSize).Select(index => FlowerPainter.Draw(index % FlowerPainter.Classes.Count, index, seed: 3, Side))];
            float[] pixels = new float[BatchSize * 3 * Side * Side];
            for (int index = 0; index < BatchSize; index++) normalization.Apply(flowers[index].Image, pixels.AsSpan(index * 3 * Side * Side, 3 * Side * Side));
            using Tensor images = tensor(pixels, [BatchSize, 3, Side, Side]);
            IReadOnlyList<HeatMap> maps = GradCam.Of(model, images, [.. Enumerable.Range(first, BatchSize).Select(index => index % FlowerPainter.Classes.Count)]);
            foreach ((SyntheticFlower flower, HeatMap map) in flowers.Zip(maps))
            {
                IReadOnlyList<float> values = map.Resize(Side, Side).Values;
                for (int pixel = 0; pixel < values.Count; pixel++) hot += values[pixel] * flower.Mask[pixel];
                covered += flower.Mask.Sum();
                all += values.Sum();
                flower.Dispose();
            }
        }

        return (hot / covered, (all - hot) / (Pictures * Side * Side - covered));
    }
}
