using ResNetFlowers.Reports;
using ResNetFlowers.Tests.Training;
using ResNetFlowers.Training.Runs;
using TorchSharp;

namespace ResNetFlowers.Tests.Reports;

/// <summary>What a report leaves in a run's folder.</summary>
[Collection(TinyRunCollection.Name)]
public sealed class RunReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyRun _run;
    private readonly string _copy;

    public RunReportTests(TinyRun run)
    {
        _run = run;
        _copy = _folder.File("copy");
        Directory.CreateDirectory(_copy);
        foreach (string name in new[] { "best.pth", "options.yaml", "results.csv", "environment.json" }) File.Copy(run.In(name), Path.Combine(_copy, name));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ChartsPageAndPredictionsAreWritten()
    {
        int photos = 0;
        int done = 0;
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        ReportResult result = RunReport.Write(Options(), total => photos = total, count => done += count);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Assert.Equal(
            ["acc.svg", "best.pth", "confusion.svg", "environment.json", "loss.svg", "options.yaml", "predictions.csv", "report.html", "results.csv"],
            Directory.GetFileSystemEntries(_copy).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal((9, 9, 9), (photos, done, result.Images));
        Assert.Equal(Path.Combine(_copy, "report.html"), result.Page);
        Assert.Equal(new FileInfo(result.Page!).Length, result.Bytes);
        string page = File.ReadAllText(result.Page!);
        Assert.Contains($"{100 * _run.Result.BestAccuracy:f1}\u00a0%", page, StringComparison.Ordinal);
        Assert.Contains("As training saw them", page, StringComparison.Ordinal);
    }

    [Fact]
    public void PredictionsAreThoseOfPredict()
    {
        ReportResult result = RunReport.Write(Options() with { WithPage = false });
        Assert.Null(result.Page);
        Assert.False(File.Exists(Path.Combine(_copy, "report.html")));
        IReadOnlyList<PredictionRow> rows = PredictionsFile.Read(Path.Combine(_copy, RunFolder.PredictionsName));
        Assert.Equal(9, rows.Count);
        Assert.Equal(_run.Result.BestAccuracy, rows.Count(row => row.IsHit) / 9.0, 1e-9);
        var predictions = ResNetFlowers.Inference.Predictor.Run(
            [.. rows.Select(row => row.Path)], new ResNetFlowers.Inference.PredictOptions { Checkpoint = _copy, Device = "cpu" }).ToList();
        Assert.Equal(predictions.Select(photo => photo.Top[0].Class), rows.Select(row => row.Predicted));
        Assert.All(predictions.Zip(rows), pair => Assert.Equal(pair.First.Top[0].Probability, pair.Second.Probability, 1e-4));
        Assert.All(rows, row => Assert.Equal(Path.GetFileName(Path.GetDirectoryName(row.Path)), row.True));
    }

    [Fact]
    public void WithoutOptionsThePhotosMustBeNamed()
    {
        File.Delete(Path.Combine(_copy, "options.yaml"));
        File.Delete(Path.Combine(_copy, "results.csv"));
        Assert.Contains("name their folder with --data", Assert.Throws<InputException>(() => RunReport.Write(Options())).Message, StringComparison.Ordinal);
        RunReport.Write(Options() with { Data = _run.Options.Data });
        Assert.True(File.Exists(Path.Combine(_copy, "report.html")));
        Assert.False(File.Exists(Path.Combine(_copy, "loss.svg")));
    }

    [Fact]
    public void OtherClassesAreRefused()
    {
        string other = TinyPhotos.Split(_folder.File("other"), classes: 2, train: 2, val: 1);
        Assert.Contains("its classes are not those of", Assert.Throws<InputException>(() => RunReport.Write(Options() with { Data = other })).Message, StringComparison.Ordinal);
    }

    private ReportOptions Options() => new() { Run = _copy, Device = "cpu" };
}
