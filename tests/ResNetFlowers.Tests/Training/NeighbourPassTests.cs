using ResNetFlowers.Inference;
using ResNetFlowers.Neighbours;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training;

/// <summary>What a run keeps of its training photos.</summary>
[Collection(TinyRunCollection.Name)]
public sealed class NeighbourPassTests(TinyRun run)
{
    [Fact]
    public void EveryTrainingPhotoThatCanBeReadIsInTheIndex()
    {
        using NeighbourIndex index = Open();
        Assert.Equal((17, 512), (index.Count, index.Dimensions));
        string photo = Path.Combine(run.Options.Data, "train", "tulips", "04.png");
        Neighbour self = index.Nearest(Embedding(photo), 1)[0];
        Assert.Equal(("train/tulips/04.png", 2), (self.Path, self.Label));
        Assert.InRange(self.Distance, 0, 1e-5);
    }

    [Fact]
    public void TheThresholdIsThatOfTheValidationPhotos()
    {
        using NeighbourIndex index = Open();
        string[] photos = Directory.GetFiles(Path.Combine(run.Options.Data, "val"), "*.png", SearchOption.AllDirectories);
        double[] distances = [.. photos.Select(photo => index.Distance(Embedding(photo))).Order()];
        Assert.Equal(9, distances.Length);
        Assert.Equal(distances[^2] + 0.92 * (distances[^1] - distances[^2]), index.Threshold, 1e-5);
    }

    [Fact]
    public void AnIndexOfOtherWeightsIsNone()
    {
        string best = run.In(RunFolder.BestFile);
        using CheckpointFile file = CheckpointFile.Open(best);
        using NeighbourIndex? other = RunNeighbours.Open(best, file.Checkpoint with { Temperature = file.Checkpoint.Temperature * 1.0000001 });
        Assert.Null(other);
    }

    [Fact]
    public void ADamagedIndexIsNamedWithTheMend()
    {
        string folder = run.Beside("damaged");
        Directory.CreateDirectory(folder);
        string index = Path.Combine(folder, NeighbourIndex.FileName);
        File.WriteAllBytes(index, File.ReadAllBytes(run.In(NeighbourIndex.FileName))[..500]);
        using CheckpointFile file = CheckpointFile.Open(run.In(RunFolder.BestFile));

        string message = Assert.Throws<InputException>(() => RunNeighbours.Open(Path.Combine(folder, RunFolder.BestFile), file.Checkpoint)).Message;

        Assert.StartsWith($"{index}: is damaged, or not what 'train' wrote; remove it", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunMayLeaveItOutAndMakeUpForItLater()
    {
        string folder = run.Beside("without");
        new Trainer(run.Options with { NoNeighbours = true, Epochs = 1, Out = folder }).Run(new RecordingObserver());
        Assert.False(File.Exists(Path.Combine(folder, NeighbourIndex.FileName)));
        Assert.Contains("has done all of its 1 epochs", Assert.Throws<InputException>(() => Trainer.Resume(folder, [])).Message, StringComparison.Ordinal);

        Trainer.Resume(folder, [new GivenOption(OptionTable.Of(nameof(TrainOptions.NoNeighbours)), "false")]).Run(new RecordingObserver());
        Assert.True(File.Exists(Path.Combine(folder, NeighbourIndex.FileName)));
    }

    private NeighbourIndex Open()
    {
        string best = run.In(RunFolder.BestFile);
        using CheckpointFile file = CheckpointFile.Open(best);
        return Assert.IsType<NeighbourIndex>(RunNeighbours.Open(best, file.Checkpoint));
    }

    private float[] Embedding(string photo) =>
        FeatureExtractor.Run([photo], new FeatureOptions { Checkpoint = run.Result.Folder, Device = "cpu" }).Single().Values.ToArray();
}
