using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class VerifyCommandTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AHealthySetIsDescribed()
    {
        Cli.Run("synth", _folder.File("photos"), "--per-class", "3", "--size", "32").Succeeded();
        string[] lines = Cli.Run("verify", _folder.File("photos")).Succeeded().Output.Split('\n');
        Assert.Equal(["class       photos", "daisy            3"], lines[..2]);
        Assert.Equal("width 32 to 32, median 32; height 32 to 32, median 32; 15 JPEG", lines[6]);
        Assert.StartsWith("mean 0.", lines[7], StringComparison.Ordinal);
        Assert.Equal("15 photos, nothing that harms training", lines[8]);
    }

    [Fact]
    public void HarmIsNamedAndExitCode1()
    {
        Damage();
        CommandResult result = Cli.Run("verify", _folder.File("data"));
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("\ntruncated: 1, harmful\n  train/tulips/cut.jpg: is a truncated JPEG\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "\nduplicates across splits: 1, harmful\n  train/roses/leak.jpg, val/roses/0001.jpg: are the same file, in train and val\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("something that harms training; --fix would set 2 photos aside\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FixSaysWhatItMoved()
    {
        Damage();
        CommandResult result = Cli.Run("verify", _folder.File("data"), "--fix").Succeeded();
        Assert.Contains($"moved train/roses/leak.jpg to {_folder.File("data-set-aside/train/roses/leak.jpg")}\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 set aside, nothing that harms training\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(["train/roses/leak.jpg", "train/tulips/cut.jpg"], _folder.List("data-set-aside"));
        Assert.DoesNotContain("harmful", Cli.Run("verify", _folder.File("data")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonStandsAlone()
    {
        Damage();
        CommandResult result = Cli.Run("verify", _folder.File("data"), "--json");
        Assert.Equal(1, result.ExitCode);
        JsonElement leak = result.Json.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("kind").GetString() == "duplicate_across_splits");
        Assert.Equal(["train/roses/leak.jpg"], leak.GetProperty("offenders").EnumerateArray().Select(place => place.GetString()));
        Assert.True(leak.GetProperty("harms").GetBoolean());
        Assert.Equal(["train", "val"], result.Json.GetProperty("parts").EnumerateArray().Select(part => part.GetString()));
        Assert.Equal(32, result.Json.GetProperty("statistics").GetProperty("width").GetProperty("median").GetInt32());
    }

    [Fact]
    public void TrainWarnsOfALeak()
    {
        Cli.Run("split", run.Photos, "--out", _folder.File("data"), "--val", "0.34").Succeeded();
        string val = Directory.GetFiles(_folder.File("data/val/roses"))[0];
        File.Copy(val, _folder.File("data/train/roses/leak.png"));
        CommandResult result = Cli.Run(["train", "--data", _folder.File("data"), .. TrainedRun.Small, "--out", _folder.File("run")]).Succeeded();
        Assert.Equal(
            $"warning: 1 of 6 validation photos also stand in training ({val} is {_folder.File("data/train/roses/leak.png")}), so that validation accuracy promises too much; 'flowers verify {_folder.File("data")}' names them, and --fix sets them aside\n",
            result.Error);
    }

    /// <summary>A split with one photo cut short and one on both sides.</summary>
    private void Damage()
    {
        Cli.Run("synth", _folder.File("photos"), "--per-class", "4", "--size", "32").Succeeded();
        Cli.Run("split", _folder.File("photos"), "--out", _folder.File("data"), "--val", "0.25", "--seed", "4").Succeeded();
        string val = Directory.GetFiles(_folder.File("data/val/roses"))[0];
        File.Move(val, _folder.File("data/val/roses/0001.jpg"), overwrite: true);
        File.Copy(_folder.File("data/val/roses/0001.jpg"), _folder.File("data/train/roses/leak.jpg"));
        byte[] photo = File.ReadAllBytes(Directory.GetFiles(_folder.File("data/train/tulips"))[0]);
        File.WriteAllBytes(_folder.File("data/train/tulips/cut.jpg"), photo[..(photo.Length / 2)]);
    }
}
