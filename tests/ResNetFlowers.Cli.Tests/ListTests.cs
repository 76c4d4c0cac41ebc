using System.Text.Json;

namespace ResNetFlowers.Cli.Tests;

/// <summary>A list of photos in place of a folder.</summary>
[Collection(TrainedRunCollection.Name)]
public sealed class ListTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string List => _folder.File("list.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AListIsTrainedAndMeasuredOn()
    {
        Write(number => number < 4 ? "train" : "val");
        string trained = _folder.File("run");
        CommandResult train = Cli.Run(["train", "--data", List, .. TrainedRun.Small, "--out", trained]).Succeeded();
        Assert.Contains("12 photos to learn from, 6 to check with, 3 classes: daisies, roses, tulips\n", train.Output, StringComparison.Ordinal);
        Assert.Equal("", train.Error);
        JsonElement eval = Cli.Run("eval", "--checkpoint", trained, "--data", List, "--json").Succeeded().Json;
        Assert.Equal(6, eval.GetProperty("images").GetInt32());

        Cli.Run("train", "--resume", trained, "--epochs", "2").Succeeded();
        Write(number => number < 3 ? "train" : "val");
        Cli.Run("train", "--resume", trained, "--epochs", "3").Refused($"--resume {trained}: {List} holds other photos than those it was begun with");
    }

    [Fact]
    public void AListThatDoesNotSayIsShared()
    {
        Write();
        string trained = _folder.File("run");
        CommandResult train = Cli.Run(["train", "--data", List, .. TrainedRun.Small, "--val", "0.34", "--out", trained]).Succeeded();
        Assert.Contains("12 photos to learn from, 6 to check with, 3 classes: daisies, roses, tulips\n", train.Output, StringComparison.Ordinal);
        Cli.Run("train", "--resume", trained, "--epochs", "2").Succeeded();
        Cli.Run("train", "--resume", trained, "--epochs", "3", "--val", "0.5").Refused($"--val 0.5: {trained} was begun with 0.34");
        Cli.Run("train", "--data", List, "--val", "0").Refused("--val 0: give a share of the photos, above 0 and below 1");
        Cli.Run("train", "--data", _folder.File("gone.csv")).Refused($"{_folder.File("gone.csv")}: no such file");
    }

    [Fact]
    public void AListIsVerified()
    {
        Write(number => number < 4 ? "train" : "val");
        File.AppendAllText(List, $"gone.jpg,roses,val\n");
        File.Copy(Path.Combine(run.Photos, "tulips", "00.png"), _folder.File("copy.png"));
        File.AppendAllText(List, "copy.png,tulips,val\n");
        CommandResult result = Cli.Run("verify", List);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("class     train     val\ndaisies       4       2\nroses         4       3\ntulips        4       3\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("  gone.jpg: no such file\n", result.Output, StringComparison.Ordinal);
        Assert.Contains($"  {Photo("tulips", 0)}, copy.png: are the same file, in train and val\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("; take 2 photos off the list\n", result.Output, StringComparison.Ordinal);
        Cli.Run("verify", List, "--fix").Refused("--fix: moves photos of a folder; leave it out");

        Write(_ => "train");
        Assert.Equal(0, Cli.Run("verify", List).ExitCode);
    }

    private string Photo(string name, int number) => Path.Combine(run.Photos, name, $"{number:d2}.png");

    private void Write(Func<int, string>? part = null) => File.WriteAllLines(List, new[] { "daisies", "roses", "tulips" }
        .SelectMany(name => Enumerable.Range(0, 6).Select(number => $"{Photo(name, number)},{name}{(part is null ? "" : $",{part(number)}")}")));
}
