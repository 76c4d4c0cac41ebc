using System.Text.Json;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Cli.Tests.Commands;

[Collection(TrainedRunCollection.Name)]
public sealed class ExplainCommandTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Photo => Path.Combine(run.Data, "train", "roses", Path.GetFileName(Directory.GetFiles(Path.Combine(run.Data, "train", "roses"))[0]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ATrainingPhotoIsItsOwnNearest()
    {
        JsonElement json = Explain(Photo, "--json").Succeeded().Json;
        JsonElement[] nearest = [.. json.GetProperty("neighbours").EnumerateArray()];
        Assert.Equal(3, nearest.Length);
        Assert.Equal((Photo, "roses", true), (nearest[0].GetProperty("path").GetString(), nearest[0].GetProperty("class").GetString(), nearest[0].GetProperty("is_there").GetBoolean()));
        Assert.InRange(nearest[0].GetProperty("distance").GetDouble(), 0, 1e-5);
        Assert.False(json.GetProperty("unknown").GetBoolean());
        Assert.Equal(json.GetProperty("top")[0].GetProperty("class").GetString(), json.GetProperty("looked_for").GetProperty("class").GetString());

        JsonElement predicted = Cli.Run("predict", Photo, "--checkpoint", run.Folder, "--device", "cpu", "--json").Json;
        Assert.Equal(predicted.GetProperty("probability").GetDouble(), json.GetProperty("top")[0].GetProperty("probability").GetDouble(), 1e-5);
    }

    [Fact]
    public void ThePictureHasThePhotoAndBesideItTheOverlay()
    {
        Explain(Photo).Succeeded();
        using RgbImage picture = ImageCodec.Decode(File.ReadAllBytes(_folder.File("x.png")));
        Assert.True(picture.Width > 2 * 384 && picture.Height > 384);
        // A gap of 12 pixels, the photo, another gap, the overlay.
        ReadOnlySpan<byte> row = picture.Row(12 + 192);
        Assert.False(row.Slice(3 * 12, 3 * 384).SequenceEqual(row.Slice(3 * (12 + 384 + 12), 3 * 384)));
    }

    [Fact]
    public void SaysTheSameForPeople()
    {
        string[] lines = Explain(Photo, "--class", "tulips", "--neighbours", "2").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        Assert.Equal(Photo, lines[0]);
        Assert.Equal($"what speaks for tulips: {_folder.File("x.png")}", lines[4]);
        Assert.StartsWith("nearest training photos, by cosine distance; unknown is what is further than ", lines[5], StringComparison.Ordinal);
        Assert.EndsWith($"  {Photo}", lines[6], StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotThereIsSaid()
    {
        string line = Explain(Photo, "--data", _folder.File("elsewhere"), "--neighbours", "1").Succeeded().Output.TrimEnd().Split('\n')[^1];
        Assert.EndsWith($"  {_folder.File("elsewhere")}/train/roses/{Path.GetFileName(Photo)}  (not there any more)", line, StringComparison.Ordinal);

        Directory.CreateDirectory(_folder.File("bare"));
        File.Copy(Path.Combine(run.Folder, "best.pth"), _folder.File("bare/best.pth"));
        CommandResult bare = Cli.Run("explain", Photo, "--checkpoint", _folder.File("bare"), "--device", "cpu", "--out", _folder.File("y.png")).Succeeded();
        Assert.StartsWith("note: the checkpoint has no index of training photos; ", bare.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("y.png")));
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Explain(Photo, "--class", "lily").Refused("--class lily: there is no such class; give one of daisies, roses, tulips");
        Explain(Photo, "--neighbours", "-1").Refused("--neighbours -1: give at least 0");
        Explain(_folder.File("gone.jpg")).Refused($"{_folder.File("gone.jpg")}: no such file; give another photo");
        Assert.Empty(_folder.List());
        Explain(Photo).Succeeded();
        Explain(Photo).Refused($"{_folder.File("x.png")}: is there already; name another file with --out");
        Explain(Photo, "--force").Succeeded();
    }

    private CommandResult Explain(string photo, params string[] args) =>
        Cli.Run(["explain", photo, "--checkpoint", run.Folder, "--device", "cpu", "--out", _folder.File("x.png"), .. args]);
}
