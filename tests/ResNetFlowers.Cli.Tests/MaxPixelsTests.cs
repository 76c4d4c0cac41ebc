using System.Text.Json;

namespace ResNetFlowers.Cli.Tests;

/// <summary><c>--max-pixels</c> wherever photos are read; the small photos have 44 x 36 = 1584 pixels.</summary>
[Collection(TrainedRunCollection.Name)]
public sealed class MaxPixelsTests(TrainedRun run) : IDisposable
{
    private const string Mend = "is too large: 44x36 is more than 1,583 pixels; give --max-pixels 1584 to read it";

    private readonly TemporaryFolder _folder = new();

    private string Photo => Path.Combine(run.Photos, "roses", "00.png");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PredictNamesFileSizeAndOption()
    {
        CommandResult result = Cli.Run("predict", Photo, "--checkpoint", run.Folder, "--max-pixels", "1583");
        Assert.Equal($"error: {Photo}: {Mend}\n", result.Error);
        Assert.Equal(2, result.ExitCode);
        Cli.Run("predict", Photo, "--checkpoint", run.Folder, "--max-pixels", "1584").Succeeded();
    }

    [Fact]
    public void EvalAndFeaturesLeaveThePhotoOut()
    {
        Assert.Contains($": {Mend}; left out", Cli.Run("eval", "--checkpoint", run.Folder, "--data", Path.Combine(run.Data, "val"), "--max-pixels", "1583").Error, StringComparison.Ordinal);
        Assert.Contains(Mend, Cli.Run("features", Photo, "--checkpoint", run.Folder, "--out", _folder.File("features.npy"), "--max-pixels", "1583").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void VerifyFindsIt()
    {
        CommandResult result = Cli.Run("verify", run.Photos, "--max-pixels", "1583", "--json");
        Assert.Equal(1, result.ExitCode);
        JsonElement finding = result.Json.GetProperty("findings").EnumerateArray().First(each => each.GetProperty("kind").GetString() == "unreadable");
        Assert.Equal(Mend, finding.GetProperty("problem").GetString());
    }

    [Fact]
    public void TrainAndPreviewLeaveItOut()
    {
        Assert.Contains($": {Mend}; left out", Cli.Run(["train", "--data", run.Data, .. TrainedRun.Small, "--max-pixels", "1583", "--out", _folder.File("run")]).Error, StringComparison.Ordinal);
        Cli.Run("preview", Photo, "--out", _folder.File("grid.png"), "--max-pixels", "1583").Refused($"{Photo}: {Mend}; give another photo");
        Cli.Run("preview", Photo, "--out", _folder.File("grid.png"), "--max-pixels", "1584", "--image-size", "32").Succeeded();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("536870898")]
    public void AnImpossibleLimitIsRefused(string limit)
    {
        string message = $"--max-pixels {limit}: give 1 to 536,870,897 pixels";
        Cli.Run("predict", Photo, "--checkpoint", run.Folder, "--max-pixels", limit).Refused(message);
        Cli.Run("eval", "--checkpoint", run.Folder, "--data", run.Photos, "--max-pixels", limit).Refused(message);
        Cli.Run("verify", run.Photos, "--max-pixels", limit).Refused(message);
        Cli.Run("train", "--data", run.Data, "--max-pixels", limit).Refused(message);
    }
}
