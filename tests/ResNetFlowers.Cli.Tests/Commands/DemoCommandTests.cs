namespace ResNetFlowers.Cli.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flowers-demo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void GoesTheWholeWayAndShowsEachStep()
    {
        string output = Path.Combine(_folder, "demo");
        string said = Cli.Run("demo", "--out", output, "--per-class", "10", "--epochs", "1").Succeeded().Output;
        Assert.Equal(
            ["synth", "split", "train", "eval", "predict"],
            said.Split('\n').Where(line => line.StartsWith("$ flowers ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]));
        Assert.True(File.Exists(Path.Combine(output, "run", "best.pth")));
    }

    [Fact]
    public void RefusesAFolderInUse()
    {
        File.WriteAllText(Path.Combine(_folder, "photos"), "mine");
        Cli.Run("demo", "--out", _folder, "--epochs", "0").Refused("--epochs 0");
        Assert.Equal(["photos"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }
}
