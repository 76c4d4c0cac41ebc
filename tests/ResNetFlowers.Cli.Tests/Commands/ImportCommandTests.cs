using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImportCommandTests()
    {
        File.WriteAllBytes(_folder.File("images.gz"), IdxBytes.Gzip(IdxBytes.Make([3, 2, 4], new byte[24])));
        File.WriteAllBytes(_folder.File("labels"), IdxBytes.Make([3], [7, 1, 7]));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void IdxSaysWhatItWrote()
    {
        Assert.Equal(
            $"""
            1 - one         1
            7 - seven       2
            3 pictures of 4 x 2 px, 2 classes, in {_folder.File("out")}

            """.ReplaceLineEndings("\n"),
            Idx("--names", "mnist").Succeeded().Output);
        Assert.Equal(["1 - one/1.png", "7 - seven/0.png", "7 - seven/2.png"], _folder.List("out"));
    }

    [Fact]
    public void IdxSaysItInJson()
    {
        JsonElement json = Idx("--json").Succeeded().Json;
        Assert.Equal(3, json.GetProperty("images").GetInt32());
        Assert.Equal(["1", "7"], json.GetProperty("classes").EnumerateArray().Select(row => row.GetProperty("class").GetString()));
    }

    [Fact]
    public void MistakesAreOneLine()
    {
        Idx("--names", "one,two").Refused("--names: gives 2 names, but ");
        Cli.Run("import").Refused("Required command was not provided; 'flowers import --help' tells what there is");
        Cli.Run("import", "idx", "images.gz", "labels").Refused("Option '--out' is required; 'flowers import idx --help' ");
        Assert.Equal(["images.gz", "labels"], _folder.List());
    }

    private CommandResult Idx(params string[] more) =>
        Cli.Run(["import", "idx", _folder.File("images.gz"), _folder.File("labels"), "--out", _folder.File("out"), .. more]);
}
