using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class FeaturesCommandTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ThePhotosOfAFolderBecomeRows()
    {
        string output = _folder.File("features.npy");
        Assert.Equal($"18 photos, [18, 512] in {output}, their paths in {_folder.File("features.paths.txt")}\n", Features(run.Photos, "--out", output).Succeeded().Output);
        Assert.Equal(128 + 18 * 512 * sizeof(float), new FileInfo(output).Length);
    }

    [Fact]
    public void AStageGivesItsFeatureMaps()
    {
        string output = _folder.File("maps.npy");
        JsonElement json = Features(run.Photos, "--out", output, "--stage", "1", "--json").Succeeded().Json;
        Assert.Equal([18, 64, 10, 10], json.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64()));
        Assert.Equal(output, json.GetProperty("out").GetString());
        Assert.Equal(0, json.GetProperty("unreadable").GetInt32());
    }

    [Fact]
    public void APhotoThatCannotBeReadIsNamedAndLeftOut()
    {
        string output = _folder.File("features.csv");
        string good = Path.Combine(run.Photos, "roses", "01.png");
        CommandResult result = Features(good, _folder.File("gone.jpg"), good, "--out", output);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"error: {_folder.File("gone.jpg")}: no such file\n", result.Error);
        Assert.Equal($"2 photos, [2, 512] in {output}\n", result.Output);
        Assert.Equal(2, File.ReadAllLines(output).Length);
    }

    private CommandResult Features(params string[] args) => Cli.Run(["features", "--checkpoint", run.Folder, "--device", "cpu", .. args]);
}
