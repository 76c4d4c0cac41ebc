namespace ResNetFlowers.Cli.Tests;

/// <summary>What is used where nothing is named, in the folder that the program is called in.</summary>
[Collection(TrainedRunCollection.Name)]
public sealed class DefaultsTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheNewestRunIsTaken()
    {
        Cli.RunIn(_folder.Path, "predict", "rose.png").Refused("--checkpoint: there is no run under runs/ yet; train one");

        TinyPhotos.Write(_folder.File("rose.png"), label: 1, number: 0);
        Run("older", File.ReadAllBytes(Path.Combine(run.Folder, "best.pth")), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Directory.CreateDirectory(_folder.File("runs/unfinished"));
        Assert.Equal("rose.png", Cli.RunIn(_folder.Path, "predict", "rose.png", "--json").Succeeded().Json.GetProperty("path").GetString());

        Run("newer", [], new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Cli.RunIn(_folder.Path, "predict", "rose.png").Refused($"{Path.Combine("runs", "newer", "best.pth")}: is damaged (the file is empty)");
    }

    [Fact]
    public void SplitTrainAndEvalMeetInDataAndRuns()
    {
        Cli.RunIn(_folder.Path, "split", run.Photos, "--val", "0.34").Succeeded();
        Directory.CreateDirectory(_folder.File("runs/resnet18-1"));
        Cli.RunIn(_folder.Path, ["train", .. TrainedRun.Small]).Succeeded();
        Assert.True(File.Exists(_folder.File("runs/resnet18-2/best.pth")));
        Assert.Equal(6, Cli.RunIn(_folder.Path, "eval", "--json").Succeeded().Json.GetProperty("images").GetInt32());
    }

    private void Run(string name, byte[] checkpoint, DateTime time)
    {
        Directory.CreateDirectory(_folder.File($"runs/{name}"));
        File.WriteAllBytes(_folder.File($"runs/{name}/best.pth"), checkpoint);
        File.SetLastWriteTimeUtc(_folder.File($"runs/{name}/best.pth"), time);
    }
}
