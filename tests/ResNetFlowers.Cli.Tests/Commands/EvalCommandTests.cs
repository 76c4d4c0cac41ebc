using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class EvalCommandTests(TrainedRun run)
{
    [Fact]
    public void JsonHasItsSchema()
    {
        JsonElement json = Eval("--json").Succeeded().Json;
        Assert.Equal(["images", "top1", "top1_interval", "top5", "loss", "calibration_error", "temperature", "calibration_error_scaled", "classes", "confusion", "per_class"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(6, json.GetProperty("images").GetInt32());
        Assert.InRange(json.GetProperty("top1").GetDouble(), 0, 1);
        Assert.Equal(1, json.GetProperty("top5").GetDouble());
        Assert.Equal(["daisies", "roses", "tulips"], json.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal([2, 2, 2], json.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Sum(count => count.GetInt32())));
        Assert.All(json.GetProperty("per_class").EnumerateArray(), row =>
            Assert.Equal(["class", "precision", "recall", "f1", "support"], row.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public void SaysTheSameForPeople()
    {
        JsonElement json = Eval("--json").Json;
        string[] lines = Eval().Succeeded().Output.Split('\n');
        Assert.StartsWith(FormattableString.Invariant($"6 photos: top-1 {json.GetProperty("top1").GetDouble():f4}, top-5 1.0000, loss "), lines[0], StringComparison.Ordinal);
        double[] interval = [.. json.GetProperty("top1_interval").EnumerateArray().Select(end => end.GetDouble())];
        Assert.Equal(
            FormattableString.Invariant(
                $"95% interval of top-1: {interval[0]:f4} to {interval[1]:f4}; calibration error {json.GetProperty("calibration_error").GetDouble():f4}, {json.GetProperty("calibration_error_scaled").GetDouble():f4} at temperature {json.GetProperty("temperature").GetDouble():f2}"),
            lines[1]);
        Assert.Equal(["class", "daisies", "roses", "tulips", "macro"], lines[2..7].Select(line => line.Split(' ')[0]));
    }

    private CommandResult Eval(params string[] more) =>
        Cli.Run(["eval", "--checkpoint", run.Folder, "--data", Path.Combine(run.Data, "val"), "--device", "cpu", .. more]);
}
