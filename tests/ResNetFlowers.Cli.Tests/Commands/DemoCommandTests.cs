using System.Runtime.InteropServices;
using ResNetFlowers.Cli.Commands;

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
    public void ShowsCommandsThatAShellTakesAsTheyAre()
    {
        string output = _folder.File("it's my demo");
        string said = Cli.Run("demo", "--out", output, "--per-class", "10", "--epochs", "1", "--device", "cpu").Succeeded().Output;
        Assert.Contains($"$ flowers eval --checkpoint {ShellWord.Quote(Path.Combine(output, "run"))} --data {ShellWord.Quote(Path.Combine(output, "data", "val"))} --device cpu\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void SaysWhereAFlagBelongsThatItDoesNotHave()
    {
        var shortage = new InputException("--batch-size 32: does not fit; give --batch-size 16", new ExternalException("CUDA out of memory"));
        Assert.Equal(
            "--batch-size 32: does not fit; give --batch-size 16; that is for 'flowers train' as above, 'flowers demo' itself takes --device cpu",
            Assert.Throws<InputException>(() => DemoCommand.Advised<int>(() => throw shortage)).Message);
        var other = new InputException("--out demo: is not empty");
        Assert.Same(other, Assert.Throws<InputException>(() => DemoCommand.Advised<int>(() => throw other)));
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
