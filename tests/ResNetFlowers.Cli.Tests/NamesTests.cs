using System.Text.Json;

namespace ResNetFlowers.Cli.Tests;

/// <summary><c>--names</c> wherever a class is shown.</summary>
[Collection(TrainedRunCollection.Name)]
public sealed class NamesTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NamesAreKeptInTheCheckpointAndCanBeOverridden()
    {
        string names = Names("""{"daisies": "daisy", "roses": "wild rose"}""");
        string trained = _folder.File("run");
        CommandResult train = Cli.Run(["train", "--data", run.Data, .. TrainedRun.Small, "--out", trained, "--names", names]).Succeeded();
        Assert.Contains("3 classes: daisy, wild rose, tulips\n", train.Output, StringComparison.Ordinal);
        Assert.Contains("\"1\": \"roses\"", File.ReadAllText(Path.Combine(trained, "class_indices.json")), StringComparison.Ordinal);
        File.Delete(names);

        string[] eval = ["eval", "--checkpoint", trained, "--data", Path.Combine(run.Data, "val"), "--device", "cpu"];
        Assert.Equal(["class", "daisy", "wild rose", "tulips"], Cli.Run(eval).Succeeded().Output.Split('\n')[2..6].Select(line => line.Split("  ")[0]));
        JsonElement json = Cli.Run([.. eval, "--json"]).Json;
        Assert.Equal(["daisies", "roses", "tulips"], json.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["daisy", "wild rose", "tulips"], json.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        Assert.Contains("\nEllwangeria", Cli.Run([.. eval, "--names", Names("""{"roses": "Ellwangeria"}""")]).Succeeded().Output, StringComparison.Ordinal);

        string[] predict = ["predict", Path.Combine(run.Photos, "roses", "01.png"), "--checkpoint", trained, "--device", "cpu"];
        Assert.Contains("\n  wild rose  ", Cli.Run(predict).Succeeded().Output, StringComparison.Ordinal);
        JsonElement[] top = [.. Cli.Run([.. predict, "--json"]).Json.GetProperty("top").EnumerateArray()];
        Assert.Contains(top, entry => entry.GetProperty("class").GetString() == "roses" && entry.GetProperty("name").GetString() == "wild rose");
        Assert.False(top.Single(entry => entry.GetProperty("class").GetString() == "tulips").TryGetProperty("name", out _));
        Assert.Contains("\n  tulipa  ", Cli.Run([.. predict, "--names", Names("""{"tulips": "tulipa"}""")]).Succeeded().Output, StringComparison.Ordinal);
        Cli.Run([.. predict, "--names", Names("""{"lily": "Lilium"}""")]).Refused($"--names {names}: names none of the classes (daisies, roses, tulips)");
    }

    [Fact]
    public void ARunThatGoesOnKeepsThem()
    {
        string names = Names("""{"roses": "wild rose"}""");
        string trained = _folder.File("run");
        Cli.Run(["train", "--data", run.Data, .. TrainedRun.Small, "--out", trained, "--names", names]).Succeeded();
        File.Delete(names);
        Assert.Contains("daisies, wild rose, tulips\n", Cli.Run("train", "--resume", trained, "--epochs", "2").Succeeded().Output, StringComparison.Ordinal);
        Names("""{"roses": "tame rose"}""");
        Assert.Contains("daisies, tame rose, tulips\n", Cli.Run("train", "--resume", trained, "--epochs", "3", "--names", names).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SummariesShowThem()
    {
        string names = Names("""{"roses": "wild rose", "lily": "Lilium"}""");
        string note = $"--names {names}: names 1 of no class here (lily)\n";
        CommandResult split = Cli.Run("split", run.Photos, "--out", _folder.File("data"), "--val", "0.34", "--names", names).Succeeded();
        Assert.Contains("\nwild rose  train     4  val    2\n", split.Output, StringComparison.Ordinal);
        Assert.Equal($"warning: {note}", split.Error);
        CommandResult verify = Cli.Run("verify", _folder.File("data"), "--names", names);
        Assert.Contains("\nwild rose       4       2\n", verify.Output, StringComparison.Ordinal);
        Assert.Equal($"note: {note}", verify.Error);
        JsonElement[] classes = [.. Cli.Run("verify", _folder.File("data"), "--names", names, "--json").Json.GetProperty("classes").EnumerateArray()];
        Assert.Equal("wild rose", classes[1].GetProperty("name").GetString());
        Assert.False(classes[0].TryGetProperty("name", out _));
    }

    [Fact]
    public void AFileWithoutNamesStopsEverythingBeforehand()
    {
        string names = Names("[]");
        foreach (string[] command in new string[][] { ["split", run.Photos, "--out", _folder.File("data")], ["verify", run.Data], ["train", "--data", run.Data, "--out", _folder.File("run")] })
            Cli.Run([.. command, "--names", names]).Refused($"--names {names}: holds no object");
        Assert.False(Directory.Exists(_folder.File("data")) || Directory.Exists(_folder.File("run")));
    }

    private string Names(string json)
    {
        File.WriteAllText(_folder.File("cat_to_name.json"), json);
        return _folder.File("cat_to_name.json");
    }
}
