namespace ResNetFlowers.Cli.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GoesTheWholeWayAndShowsEachStep()
    {
        string output = _folder.File("demo");
        string said = Cli.Run("demo", "--out", output, "--per-class", "10", "--epochs", "1").Succeeded().Output;
        Assert.Equal(
            ["synth", "split", "train", "eval", "predict"],
            said.Split('\n').Where(line => line.StartsWith("$ flowers ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]));
        Assert.True(File.Exists(Path.Combine(output, "run", "best.pth")));
    }

    [Fact]
    public void RefusesAFolderInUse()
    {
        File.WriteAllText(_folder.File("photos"), "mine");
        Cli.Run("demo", "--out", _folder.Path, "--epochs", "0").Refused("--epochs 0");
        Assert.Equal(["photos"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void RefusesAFolderWithoutAName() => Cli.Run("demo", "--out", "", "--epochs", "0").Refused("--out: is empty; name a folder");
}
