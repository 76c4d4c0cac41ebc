using System.Text.Json;
using ResNetFlowers.Benchmarks.Steps;

namespace ResNetFlowers.Benchmarks.Tests.Steps;

public class StepServerTests
{
    private static readonly string[] Small = ["--arch", "resnet18", "--batch-size", "3", "--image-size", "32", "--device", "cpu"];

    [Theory]
    [InlineData("train", 6)]
    [InlineData("eval", 2)]
    public void EveryLineIsARoundOfAtLeastOneStep(string kind, long operationsOfMultiplyAdd)
    {
        JsonElement[] answers = Serve(kind, Small, "0\n0.2\n");
        Assert.Equal(3, answers.Length);
        Assert.Equal("cpu", answers[0].GetProperty("device").GetString());
        // A 49th of the multiply-adds at 224 pixels, but for the head.
        Assert.Equal(1.8136e9 / 49 * operationsOfMultiplyAdd, answers[0].GetProperty("operations").GetDouble(), tolerance: 1e5 * operationsOfMultiplyAdd);
        Assert.Equal(3, answers[1].GetProperty("images").GetInt64());
        Assert.Equal(0, answers[2].GetProperty("images").GetInt64() % 3);
        Assert.InRange(answers[2].GetProperty("seconds").GetDouble(), 0.2, 60);
    }

    [Theory]
    [InlineData("train", "--arch", "resnet1", "--arch resnet1: there is no such network")]
    [InlineData("train", "--batch-size", "0", "--batch-size 0: give at least 1")]
    [InlineData("train", "--batch-size", null, "--batch-size : give a whole number")]
    [InlineData("train", "--petals", "5", "--petals: is no option of train")]
    [InlineData("train", "arch", "resnet18", "arch: is no option of train")]
    [InlineData("sleep", "--arch", "resnet18", "steps sleep: there are steps of train and of eval only")]
    public void BadInputIsNamed(string kind, string flag, string? value, string message)
    {
        string[] flags = value is null ? [flag] : [flag, value];
        var exception = Assert.Throws<InputException>(() => Serve(kind, flags, ""));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    private static JsonElement[] Serve(string kind, string[] flags, string input)
    {
        using var reader = new StringReader(input);
        using var writer = new StringWriter();
        StepServer.Serve(kind, flags, reader, writer);
        return [.. writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }
}
