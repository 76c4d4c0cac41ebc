using System.Text.Json;

namespace ResNetFlowers.Cli.Tests.Commands;

/// <summary>The run of all tests beside one with another seed.</summary>
[Collection(TrainedRunCollection.Name)]
public sealed class CompareCommandTests(TrainedRun run, CompareCommandTests.OtherRun other) : IClassFixture<CompareCommandTests.OtherRun>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PutsTwoRunsSideBySide()
    {
        string[] lines = Cli.Run("compare", run.Folder, other.Folder, "--device", "cpu").Succeeded().Output.TrimEnd('\n').Split('\n');
        Assert.Equal([$"A: {Path.Combine(run.Folder, "best.pth")}", $"B: {Path.Combine(other.Folder, "best.pth")}"], lines[..2]);
        Assert.Matches("^ +A +B$", lines[2]);
        Assert.Matches("^seed +0 +3$", lines[3]);
        Assert.Matches("^top-1 +[01].[0-9]{4} +[01].[0-9]{4}$", lines[4]);
        Assert.Matches("^recall of daisies, 2 photos +[01].[0-9]{4} +[01].[0-9]{4}$", lines[8]);
        Assert.Matches("^A alone has [0-6] of the 6 photos right, B alone [0-6]$", lines[^2]);
        Assert.Matches("^(the difference may be chance|there is no difference)", lines[^1]);
        Assert.Equal(13, lines.Length);
    }

    [Fact]
    public void ARunIsNoBetterThanItself()
    {
        JsonElement json = Cli.Run("compare", run.Folder, run.Folder, "--device", "cpu", "--json").Succeeded().Json;
        Assert.Equal((0, 0, 1.0, "exact_binomial", false, 6), (
            json.GetProperty("only_a").GetInt32(), json.GetProperty("only_b").GetInt32(), json.GetProperty("p_value").GetDouble(),
            json.GetProperty("method").GetString(), json.GetProperty("is_real").GetBoolean(), json.GetProperty("images").GetInt32()));
        Assert.Empty(json.GetProperty("options").EnumerateArray());
        Assert.Equal(json.GetProperty("a").GetRawText(), json.GetProperty("b").GetRawText());
        JsonElement eval = Cli.Run("eval", "--checkpoint", run.Folder, "--data", Path.Combine(run.Data, "val"), "--device", "cpu", "--json").Succeeded().Json;
        Assert.Equal(eval.GetProperty("top1").GetDouble(), json.GetProperty("a").GetProperty("top1").GetDouble());
    }

    [Fact]
    public void OtherValidationPhotosAreRefused()
    {
        string data = TinyPhotos.Split(_folder.File("data"), classes: 3, train: 4, val: 3);
        Cli.Run(["train", "--data", data, .. TrainedRun.Small, "--out", _folder.File("run"), "--no-report"]).Succeeded();
        string best = Path.Combine(run.Folder, "best.pth");
        Cli.Run("compare", run.Folder, _folder.File("run")).Refused($"{best} and {_folder.File("run/best.pth")}: were checked with different photos, in {run.Data} and {data}; name photos");
        Assert.Contains(" of the 9 photos right", Cli.Run("compare", run.Folder, _folder.File("run"), "--data", Path.Combine(data, "val")).Succeeded().Output, StringComparison.Ordinal);

        File.Delete(Directory.GetFiles(data, "*.png", SearchOption.AllDirectories)[0]);
        Cli.Run("compare", _folder.File("run"), run.Folder).Refused($"{_folder.File("run/best.pth")}: {data} holds other photos than when it was trained; put them back, or name photos");
    }

    [Fact]
    public void WhatCannotBeComparedIsOneLine()
    {
        Cli.Run("compare", run.Folder, run.Photos).Refused($"B {run.Photos}: holds no best.pth; name a run's folder or a checkpoint file");
        Cli.Run("compare", "gone.pth", run.Folder).Refused("gone.pth: no such file");
        string two = TinyPhotos.Split(_folder.File("two"), classes: 2, train: 1, val: 1);
        Cli.Run("compare", run.Folder, run.Folder, "--data", Path.Combine(two, "val")).Refused($"{Path.Combine(two, "val")}: its classes (daisies, roses) are not those of ");
    }

    /// <summary>Trained once.</summary>
    public sealed class OtherRun : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public OtherRun(TrainedRun run) => Cli.Run(["train", "--data", run.Data, .. TrainedRun.Small, "--out", Folder, "--seed", "3", "--no-report"]).Succeeded();

        public string Folder => _folder.File("run");

        public void Dispose() => _folder.Dispose();
    }
}
