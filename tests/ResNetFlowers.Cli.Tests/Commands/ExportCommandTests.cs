using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class ExportCommandTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("pth")]
    [InlineData("safetensors")]
    public void SaysWhereTheFileIsAndWhatItProved(string format)
    {
        string file = _folder.File($"weights.{format}");
        string data = Path.Combine(run.Data, "val");
        CommandResult result = Cli.Run("export", run.Folder, "--to", format, "--out", file, "--data", data).Succeeded();
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"resnet18, 3 classes, 40 px: 44.8 MB in {file}", lines[0]);
        Assert.Matches($@"^proof: read back, 6 pictures of .*: logits up to \d+\.\d\d differ by 0 at most, top-1 the same on 6$", lines[1]);
        Assert.Equal(2, lines.Length);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void AGraphIsProvedWhereThereIsARuntime()
    {
        string file = _folder.File("flowers.onnx");
        CommandResult result = Cli.Run("export", run.Folder, "--to", "onnx", "--out", file, "--with-preprocessing").Succeeded();
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"resnet18, 3 classes, 40 px: 44.7 MB in {file}", lines[0]);
        Assert.Matches(@"^proof: (ONNX Runtime 1\..*, top-1 the same on 12|not run, there is no ONNX Runtime here; scripts/onnxruntime\.sh fetches one, .*)$", lines[1]);
    }

    [Fact]
    public void JsonHasItsSchema()
    {
        JsonElement json = Cli.Run("export", run.Folder, "--to", "pth", "--out", _folder.File("model.pth"), "--json").Succeeded().Json;
        Assert.Equal(["path", "arch", "classes", "image_size", "bytes", "proof"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["runtime", "source", "pictures", "largest_difference", "largest_logit", "same_top1", "tolerance", "holds"],
            json.GetProperty("proof").EnumerateObject().Select(property => property.Name));
        Assert.True(json.GetProperty("proof").GetProperty("holds").GetBoolean());
    }

    [Fact]
    public void TheFileStandsBesideTheCheckpointUnlessItIsNamed()
    {
        File.Copy(Path.Combine(run.Folder, "best.pth"), _folder.File("best.pth"));
        CommandResult result = Cli.RunIn(_folder.Path, "export", "best.pth", "--to", "safetensors").Succeeded();
        Assert.Contains(" MB in model.safetensors\nproof: read back, 12 pictures of drawn flowers: ", result.Output, StringComparison.Ordinal);
        Cli.RunIn(_folder.Path, "export", ".", "--to", "safetensors").Refused($"{Path.Combine(".", "model.safetensors")}: is there already; ");
        Cli.RunIn(_folder.Path, "export", ".", "--to", "safetensors", "--force").Succeeded();
    }
}
