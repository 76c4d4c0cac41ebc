using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class SplitCommandTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaysWhatWentWhere()
    {
        Assert.Equal(
            $"""
            daisies  train     4  val    2
            roses    train     4  val    2
            tulips   train     4  val    2
            12 for training, 6 for validation in {run.Data}

            """.ReplaceLineEndings("\n"),
            run.Split.Output);
        Assert.Equal("", run.Split.Error);
        Assert.Equal(12, Directory.GetFiles(Path.Combine(run.Data, "train"), "*.png", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void JsonStandsAlone()
    {
        JsonElement json = Cli.Run("split", run.Photos, "--out", _folder.File("data"), "--val", "0.2", "--test", "0.2", "--mode", "symlink", "--json").Succeeded().Json;
        Assert.Equal((12, 3, 3), (json.GetProperty("train").GetInt32(), json.GetProperty("val").GetInt32(), json.GetProperty("test").GetInt32()));
        Assert.Equal(["daisies", "roses", "tulips"], json.GetProperty("classes").EnumerateArray().Select(row => row.GetProperty("class").GetString()));
        Assert.NotNull(new FileInfo(Directory.GetFiles(_folder.File("data/val/roses"))[0]).LinkTarget);
    }

    [Fact]
    public void AClassWithoutValidationIsWarnedOf()
    {
        CommandResult result = Cli.Run("split", run.Photos, "--out", _folder.File("data"), "--val", "0.1").Succeeded();
        Assert.Equal(3, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.StartsWith("warning: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void AnEarlierSplitIsReplacedWhenForced()
    {
        string[] split = ["split", run.Photos, "--out", _folder.File("data"), "--val", "0.2"];
        Cli.Run(split).Succeeded();
        string[] files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        Cli.Run(split).Refused($"--out {_folder.File("data")}: ");
        Assert.Equal(files, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Cli.Run([.. split, "--force"]).Succeeded();
    }
}
