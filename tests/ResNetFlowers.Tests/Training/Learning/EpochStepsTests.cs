using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Tests.Training.Learning;

/// <summary>Steps of several batches.</summary>
[Collection(Alone.Name)]
public sealed class EpochStepsTests
{
    [Theory]
    [InlineData(1, 5, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(2, 3, new[] { 0, 0, 1, 1, 2 })]
    [InlineData(8, 1, new[] { 0, 0, 0, 0, 0 })]
    [InlineData(int.MaxValue, 1, new[] { 0, 0, 0, 0, 0 })]
    public void EveryBatchBelongsToAStep(int accumulate, int count, int[] expected)
    {
        var steps = new EpochSteps(new TrainOptions { BatchSize = 4, Accumulate = accumulate }, batches: 5, photos: 17);
        Assert.Equal(count, steps.Count);
        Assert.Equal(expected, Enumerable.Range(0, 5).Select(steps.Of));
        Assert.Equal(expected.Select(step => step + 1), Enumerable.Range(1, 5).Select(steps.Behind));
        Assert.Equal(0, steps.Behind(0));
        Assert.All(Enumerable.Range(0, 4), batch => Assert.Equal(expected[batch + 1] > expected[batch], steps.IsLast(batch)));
    }

    [Fact]
    public void EveryPhotoOfAStepCountsAsMuch()
    {
        var steps = new EpochSteps(new TrainOptions { BatchSize = 4, Accumulate = 2 }, batches: 5, photos: 19);
        Assert.Equal([0.5, 0.5, 0.5, 0.5, 1], new[] { 4, 4, 4, 4, 3 }.Select((count, batch) => steps.Share(batch, count)));
        Assert.Equal([4.0 / 7, 3.0 / 7], new[] { 4, 3 }.Select((count, batch) => new EpochSteps(new TrainOptions { BatchSize = 4, Accumulate = 2 }, batches: 2, photos: 7).Share(batch, count)));
        Assert.Equal(4.0 / 19, new EpochSteps(new TrainOptions { BatchSize = 4, Accumulate = 1_000_000_000 }, batches: 5, photos: 19).Share(batch: 0, count: 4));
        Assert.Equal(1, new EpochSteps(new TrainOptions { BatchSize = 4 }, batches: 2, photos: 7).Share(batch: 1, count: 2));
    }

    [Fact]
    public void AStepEndsAlsoWhereItsLastBatchIsNone()
    {
        using var folder = new TemporaryFolder();
        string data = TinyPhotos.Split(folder.File("data"), classes: 2, train: 2, val: 1);
        File.WriteAllText(Path.Combine(data, "train", "roses", "01.png"), "no photo");
        // Four batches of one photo in two steps, and in the order of each epoch it is another batch that has no photo.
        var options = new TrainOptions
        {
            Data = data, Arch = "resnet18", Epochs = 6, BatchSize = 1, Accumulate = 2, ImageSize = 40, Workers = 0, Seed = 7, Device = "cpu", NoNeighbours = true, Out = folder.File("run"),
        };
        new Trainer(options).Run(new RecordingObserver());
        using TorchFile last = TorchFile.Open(folder.File("run/last.pth"));
        var optimizer = (DictValue)((DictValue)last.Root)["optimizer"];
        var first = (DictValue)((DictValue)optimizer["state"])[0];
        Assert.Equal([6 * 2], ((TensorData)first["step"]).AsFloats().ToArray());
    }
}
