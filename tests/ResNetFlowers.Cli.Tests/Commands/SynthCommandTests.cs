namespace ResNetFlowers.Cli.Tests.Commands;

public sealed class SynthCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void DrawsEveryClass()
    {
        string output = _folder.File("photos");
        string said = Cli.Run("synth", output, "--per-class", "2", "--size", "32").Succeeded().Output;
        Assert.Equal($"10 pictures of 32 px, 2 of each of daisy, dandelion, roses, sunflowers, tulips, in {output}\n", said);
        Assert.Equal(10, Directory.EnumerateFiles(output, "*.jpg", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public void JsonTellsWhatWasDrawn()
    {
        var json = Cli.Run("synth", _folder.File("photos"), "--per-class", "1", "--size", "32", "--seed", "7", "--json").Succeeded().Json;
        Assert.Equal(5, json.GetProperty("images").GetInt32());
        Assert.Equal(7, json.GetProperty("seed").GetInt64());
    }

    [Fact]
    public void RefusesWhatItCannotDo()
    {
        File.WriteAllText(_folder.File("mine.jpg"), "mine");
        Cli.Run("synth", _folder.Path).Refused($"OUT {_folder.Path}: is not empty");
        Cli.Run("synth", _folder.File("new"), "--per-class", "0").Refused("--per-class 0");
        Assert.Equal(["mine.jpg"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }
}
