using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class ReportCommandTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainingWritesIt() =>
        Assert.All(["report.html", "loss.svg", "acc.svg", "confusion.svg", "predictions.csv", "environment.json"], name => Assert.True(File.Exists(Path.Combine(run.Folder, name)), name));

    [Fact]
    public void WithoutAReportThereAreStillPredictions()
    {
        string folder = _folder.File("run");
        CommandResult result = Cli.Run(["train", "--data", run.Data, .. TrainedRun.Small, "--out", folder, "--no-report"]).Succeeded();
        Assert.DoesNotContain("report:", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "report.html")));
        Assert.Equal(7, File.ReadAllLines(Path.Combine(folder, "predictions.csv")).Length);

        CommandResult written = Cli.Run("report", folder, "--device", "cpu").Succeeded();
        Assert.Matches($"^report: {folder}/report.html, [0-9.]+ MB, 6 photos, top-1 [01].[0-9]{{4}}\n$", written.Output);
        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
    }

    [Fact]
    public void JsonSaysWhereAndHowGood()
    {
        string folder = _folder.File("copy");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(run.Folder, "best.pth"), Path.Combine(folder, "best.pth"));
        JsonElement json = Cli.Run("report", folder, "--data", run.Data, "--device", "cpu", "--json").Succeeded().Json;
        Assert.Equal(["folder", "page", "bytes", "images", "top1", "calibration_error"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(6, json.GetProperty("images").GetInt32());
        Assert.Equal(new FileInfo(json.GetProperty("page").GetString()!).Length, json.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public void WhereThereIsNoRunItSaysSo()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        Cli.Run("report", _folder.File("empty")).Refused($"RUN {_folder.File("empty")}: holds no best.pth");
        Cli.Run("report", _folder.File("gone")).Refused($"RUN {_folder.File("gone")}: no such run; name a run's folder or its checkpoint");
        Cli.Run("report", run.Folder, "--data", _folder.File("nowhere")).Refused($"--data {_folder.File("nowhere")}: no such folder");
    }
}
