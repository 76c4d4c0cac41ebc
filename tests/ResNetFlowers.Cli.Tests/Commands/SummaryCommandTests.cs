using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

public class SummaryCommandTests
{
    [Theory]
    [InlineData("resnet18", 1000, 11_689_512)]
    [InlineData("resnet34", 5, 21_287_237)]
    [InlineData("resnet50", 1000, 25_557_032)]
    public void JsonGivesTheParameters(string arch, int classes, long parameters)
    {
        JsonElement json = Cli.Run("summary", "--arch", arch, "--classes", $"{classes}", "--json").Succeeded().Json;
        Assert.Equal(parameters, json.GetProperty("parameters").GetInt64());
        Assert.Equal(parameters, json.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("parameters").GetInt64()));
    }

    [Theory]
    [InlineData("resnet18-a", "resnet18-a, 1000 classes, input [3, 64, 64]")]
    [InlineData("resnext50_32x4d", "resnext50_32x4d, 1000 classes, input [3, 64, 64]")]
    [InlineData("wide_resnet50_2", "wide_resnet50_2, 1000 classes, input [3, 64, 64]")]
    [InlineData("preact-resnet18", "preact-resnet18, 1000 classes, input [3, 64, 64]")]
    [InlineData("d2l-resnet18", "d2l-resnet18, 10 classes, input [1, 64, 64]")]
    public void TheWholeFamilyHasASummary(string arch, string first)
    {
        string output = Cli.Run("summary", "--arch", arch, "--image-size", "64").Succeeded().Output;
        Assert.StartsWith(first + "\n", output, StringComparison.Ordinal);
        Assert.Matches("layer4 +\\[(512|2048), 2, 2\\]", output);
    }

    [Fact]
    public void SaysTheSameForPeople()
    {
        string output = Cli.Run("summary", "--arch", "resnet18").Succeeded().Output;
        Assert.StartsWith("resnet18, 1000 classes, input [3, 224, 224]\n", output, StringComparison.Ordinal);
        Assert.Matches("layer4 +\\[512, 7, 7\\]", output);
        Assert.Matches("total +11,689,512 +1,814,0", output);
    }
}
