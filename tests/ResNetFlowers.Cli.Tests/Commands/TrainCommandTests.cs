using System.Diagnostics;
using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class TrainCommandTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaysDeviceCountsParametersAndEpochs()
    {
        string[] lines = run.Train.Output.Split('\n');
        Assert.Matches("^resnet18, 11,178,051 parameters, on cpu with [0-9]+ threads?$", lines[0]);
        Assert.Equal("12 photos to learn from, 6 to check with, 3 classes: daisies, roses, tulips", lines[1]);
        Assert.Equal($"1 epoch, batches of 4, 40 px, into {run.Folder}", lines[2]);
        Assert.StartsWith("epoch ", lines[3], StringComparison.Ordinal);
        Assert.Matches("^ +1 +0.001 +[0-9.]+ .*  best$", lines[4]);
        Assert.Matches("^best: epoch 1, validation accuracy [01].[0-9]{4}, in .*best.pth$", lines[5]);
        Assert.Matches("^95% interval of that accuracy, from 6 photos: [01].[0-9]{4} to [01].[0-9]{4}$", lines[6]);
        Assert.StartsWith($"report: {Path.Combine(run.Folder, "report.html")}, ", lines[7], StringComparison.Ordinal);
        Assert.StartsWith($"written to {run.Folder}: ", lines[8], StringComparison.Ordinal);
        Assert.All(
            new[] { "best.pth", "class_indices.json", "last.pth", "options.yaml", "predictions.csv", "report.html", "results.csv" },
            file => Assert.Contains($" {file}", lines[8], StringComparison.Ordinal));
        Assert.Equal($"next: flowers eval --checkpoint {run.Folder} --data {Path.Combine(run.Data, "val")}", lines[9]);
        Assert.Equal($"next: flowers predict PHOTO --checkpoint {run.Folder}", lines[10]);
        Assert.Equal("", run.Train.Error);
        Assert.DoesNotContain("\e", run.Train.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonStandsAloneAndADamagedPhotoIsWarnedOf()
    {
        TinyPhotos.Split(_folder.File("data"), classes: 2, train: 4, val: 1);
        File.WriteAllText(_folder.File("data/train/roses/02.png"), "");
        CommandResult result = Cli.Run(["train", "--data", _folder.File("data"), .. TrainedRun.Small, "--out", _folder.File("run"), "--json"]).Succeeded();
        JsonElement json = result.Json;
        Assert.Equal(_folder.File("run"), json.GetProperty("folder").GetString());
        Assert.Equal(1, json.GetProperty("best_epoch").GetInt32());
        Assert.Equal(1, json.GetProperty("skipped_photos").GetInt32());
        Assert.Equal(0.001, Assert.Single(json.GetProperty("epochs").EnumerateArray()).GetProperty("lr").GetDouble());
        Assert.Single(
            result.Error.Split('\n'), line => line.StartsWith($"warning: {_folder.File("data/train/roses/02.png")}: ", StringComparison.Ordinal));
    }

    [Fact]
    public void AnInterruptedRunKeepsItsEpochs()
    {
        if (OperatingSystem.IsWindows()) return; // A console's Ctrl-C cannot be sent to one process there.
        using Process process = Cli.Start(
            _folder.Path, ["train", "--data", run.Data, .. TrainedRun.Small.Select(option => option == "1" ? "1000000" : option), "--out", "run"]);
        while (process.StandardOutput.ReadLine() is { } line && !line.EndsWith("best", StringComparison.Ordinal))
        {
        }

        // Not SIGINT: whatever runs behind a shell in the background inherits that one ignored.
        Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Matches("^saved in run; go on with: flowers train --resume run\ninterrupted\n$", process.StandardError.ReadToEnd().ReplaceLineEndings("\n"));
        Assert.True(File.Exists(_folder.File("run/last.pth")));
    }
}
