using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class PredictCommandTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void JsonIsOneObjectALine()
    {
        IReadOnlyList<JsonElement> lines = Predict(run.Photos, "--json").Succeeded().JsonLines;
        Assert.Equal(18, lines.Count);
        Assert.All(lines, line =>
        {
            Assert.Equal(["path", "class", "probability", "top"], line.EnumerateObject().Select(property => property.Name));
            JsonElement[] top = [.. line.GetProperty("top").EnumerateArray()];
            Assert.Equal(3, top.Length);
            Assert.Equal(["class", "index", "probability"], top[0].EnumerateObject().Select(property => property.Name));
            Assert.Equal(line.GetProperty("class").GetString(), top[0].GetProperty("class").GetString());
            Assert.Equal(1, top.Sum(entry => entry.GetProperty("probability").GetDouble()), 1e-5);
        });
        Assert.Equal(Path.Combine(run.Photos, "daisies", "00.png"), lines[0].GetProperty("path").GetString());
    }

    [Fact]
    public void SaysTheSameForPeople()
    {
        string photo = Path.Combine(run.Photos, "roses", "01.png");
        JsonElement json = Assert.Single(Predict(photo, "--top", "2", "--json").JsonLines);
        string[] lines = Predict(photo, "--top", "2").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal(photo, lines[0]);
        Assert.StartsWith($"  {json.GetProperty("class").GetString()}", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(FormattableString.Invariant($"{json.GetProperty("probability").GetDouble():f4}"), lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void APatternStandsForItsFiles() => Assert.Equal(3, Predict(Path.Combine(run.Photos, "*", "00.p?g"), "--json").Succeeded().JsonLines.Count);

    [Fact]
    public void APhotoThatCannotBeReadIsSaidOnItsLine()
    {
        string good = Path.Combine(run.Photos, "roses", "01.png");
        File.WriteAllText(_folder.File("text.jpg"), "no photo");
        File.WriteAllBytes(_folder.File("empty.jpg"), []);
        CommandResult json = Predict(good, _folder.File("text.jpg"), _folder.File("gone.jpg"), _folder.File("empty.jpg"), good, "--json");
        Assert.Equal(2, json.ExitCode);
        Assert.Equal([false, true, true, true, false], json.JsonLines.Select(line => line.TryGetProperty("error", out _)));
        Assert.Equal("no such file", json.JsonLines[2].GetProperty("error").GetString());
        Assert.Equal(["path", "error"], json.JsonLines[1].EnumerateObject().Select(property => property.Name));

        CommandResult text = Predict(good, _folder.File("text.jpg"));
        Assert.Equal(2, text.ExitCode);
        Assert.StartsWith($"error: {_folder.File("text.jpg")}: ", Assert.Single(text.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.StartsWith(good, text.Output, StringComparison.Ordinal);
    }

    private CommandResult Predict(params string[] args) => Cli.Run(["predict", "--checkpoint", run.Folder, "--device", "cpu", .. args]);
}
