using ResNetFlowers.Inference;
using ResNetFlowers.Tests.Training.Checkpoints;
using ResNetFlowers.Training;

namespace ResNetFlowers.Tests.Inference;

[Collection(CheckpointCollection.Name)]
public sealed class CheckpointEvaluationTests(CheckpointFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PhotosThatCannotBeReadAreLeftOutAndSaid()
    {
        TinyPhotos.Folder(_folder.Path, classes: 3, perClass: 2);
        File.WriteAllText(_folder.File("roses/01.png"), "");
        int total = 0;
        int done = 0;
        var skipped = new List<string>();
        Evaluation evaluation = CheckpointEvaluation.Run(Options(), count => total = count, count => done += count, (path, _) => skipped.Add(path));
        Assert.Equal((6, 5, 5L), (total, done, evaluation.Images));
        Assert.Equal([_folder.File("roses/01.png")], skipped);
        Assert.Equal([2, 1, 2], evaluation.PerClass.Select(score => score.Support));
    }

    [Fact]
    public void OtherClassesAreRefused()
    {
        TinyPhotos.Folder(_folder.Path, classes: 2, perClass: 1);
        InputException exception = Assert.Throws<InputException>(() => CheckpointEvaluation.Run(Options()));
        Assert.Equal(
            $"--data {_folder.Path}: its classes (daisies, roses) are not those of {fixture.Path} (daisies, roses, tulips); give photos of the same classes",
            exception.Message);
    }

    [Fact]
    public void ARunWithoutABestCheckpointIsRefused()
    {
        InputException exception = Assert.Throws<InputException>(() => CheckpointEvaluation.Run(Options() with { Checkpoint = _folder.Path }));
        Assert.Equal($"--checkpoint {_folder.Path}: holds no best.pth; name a run's folder or a checkpoint file", exception.Message);
    }

    [Fact]
    public void PhotosWithoutANameAreRefused()
    {
        InputException exception = Assert.Throws<InputException>(() => CheckpointEvaluation.Run(Options() with { Data = "" }));
        Assert.Equal("--data: is empty; name a folder with one sub-folder of photos per class, or a list", exception.Message);
    }

    private EvalOptions Options() => new() { Checkpoint = fixture.Path, Data = _folder.Path, Device = "cpu" };
}
