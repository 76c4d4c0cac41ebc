using System.Diagnostics;
using System.IO.Pipes;
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
            Assert.Equal(["path", "class", "probability", "distance", "unknown", "top"], line.EnumerateObject().Select(property => property.Name));
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
    public void WhatIsUnknownIsSaidBesideTheBestClassAlone()
    {
        IReadOnlyList<JsonElement> json = Predict(run.Data, "--json").JsonLines;
        string[] text = Predict(run.Data).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4 * json.Count, text.Length);
        for (int photo = 0; photo < json.Count; photo++)
            Assert.Equal([json[photo].GetProperty("unknown").GetBoolean(), false, false], text[(4 * photo + 1)..(4 * photo + 4)].Select(line => line.EndsWith("  unknown", StringComparison.Ordinal)));
        // Of the photos checked with, the furthest one is behind the 99th percentile, and no training photo is.
        Assert.Equal([Path.Combine(run.Data, "val")], json.Where(line => line.GetProperty("unknown").GetBoolean()).Select(line => Path.GetDirectoryName(Path.GetDirectoryName(line.GetProperty("path").GetString()))));

        Assert.All(Predict(run.Data, "--json", "--no-unknown").JsonLines, line => Assert.Equal(["path", "class", "probability", "top"], line.EnumerateObject().Select(property => property.Name)));
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

    [Fact]
    public void ANameCannotSteerTheTerminal()
    {
        if (OperatingSystem.IsWindows()) return; // It has no such names.
        string photo = _folder.File("a\u001b[31mb\nc.png");
        File.Copy(Path.Combine(run.Photos, "roses", "01.png"), photo);
        Assert.StartsWith($"{_folder.File("a?[31mb?c.png")}\n  ", Predict(photo).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(photo, Assert.Single(Predict(photo, "--json").JsonLines).GetProperty("path").GetString());
        Assert.StartsWith($"error: {_folder.File("gone?[31m c.png")}: no such file", Predict(photo, _folder.File("gone\u001b[31m\nc.png")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void APipeByNameIsNoFile()
    {
        if (OperatingSystem.IsWindows()) return; // Its pipes have no such names.
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        Predict($"/dev/fd/{pipe.SafePipeHandle.DangerousGetHandle()}").Refused($"/dev/fd/{pipe.SafePipeHandle.DangerousGetHandle()}: is a pipe, which can be read only once; save it");
    }

    [Fact]
    public void ATableAndCopiesComeBesideWhatIsSaid()
    {
        string[] files = [.. Enumerable.Range(0, 2).Select(number => Path.Combine(run.Photos, "roses", $"0{number}.png"))];
        IReadOnlyList<JsonElement> json = Predict([.. files, _folder.File("gone.jpg"), "--json", "--top", "2", "--tta", "--csv", _folder.File("t.csv"), "--save", _folder.File("copies")]).JsonLines;
        string[] lines = File.ReadAllLines(_folder.File("t.csv"));
        Assert.StartsWith("path,class,name,probability,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",unknown,error,class_2,probability_2", lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
        string best = json[0].GetProperty("class").GetString()!;
        double probability = json[0].GetProperty("probability").GetDouble();
        Assert.StartsWith(FormattableString.Invariant($"{files[0]},{best},{best},{probability:f6},"), lines[1], StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{best}/{best}_{probability:f2}_00.jpg"), _folder.List("copies"), StringComparer.Ordinal);
        Assert.Equal(2, _folder.List("copies").Count);

        Predict(files[0], "--csv", _folder.File("t.csv")).Refused($"{_folder.File("t.csv")}: is there already; name another file with --csv");
        Predict(files[0], "--save", _folder.File("copies")).Refused($"--save {_folder.File("copies")}: is not empty (it holds {best}); name another");
        Predict(files[0], "--csv", _folder.File("t.csv"), "--save", _folder.File("copies"), "--force").Succeeded();
    }

    [Fact]
    public void AnInterruptionLeavesNoHalfOfATable()
    {
        if (OperatingSystem.IsWindows()) return; // Its signals are others.
        // More than fits into the pipe: it waits for its reader until the signal is there.
        using Process process = Cli.Start(
            _folder.Path, ["predict", .. Enumerable.Repeat(run.Photos, 200), "--checkpoint", run.Folder, "--device", "cpu", "--csv", _folder.File("t.csv")]);
        Assert.NotNull(process.StandardOutput.ReadLine());
        Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        process.StandardOutput.ReadToEnd();
        Assert.Equal("interrupted\n", process.StandardError.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void APhotoMayComeFromStandardInput()
    {
        string photo = Path.Combine(run.Photos, "roses", "01.png");
        using Process process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "flowers.dll"), "predict", "-", photo, "--checkpoint", run.Folder, "--device", "cpu", "--json", "--save", _folder.File("copies")])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        process.StandardInput.BaseStream.Write(File.ReadAllBytes(photo));
        process.StandardInput.Close();
        IReadOnlyList<JsonElement> lines = new CommandResult(0, process.StandardOutput.ReadToEnd(), "").JsonLines;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(["-", photo], lines.Select(line => line.GetProperty("path").GetString()));
        Assert.Equal(lines[1].GetProperty("probability").GetDouble(), lines[0].GetProperty("probability").GetDouble(), 1e-6);
        Assert.Contains(_folder.List("copies"), copy => copy.EndsWith("_-.jpg", StringComparison.Ordinal));
    }

    private CommandResult Predict(params string[] args) => Cli.Run(["predict", "--checkpoint", run.Folder, "--device", "cpu", .. args]);
}
