namespace ResNetFlowers.Cli.Tests.Terminal.Training;

/// <summary><c>train</c> as a person at a terminal sees it.</summary>
[Collection(TrainedRunCollection.Name)]
public sealed class LiveTrainingTests(TrainedRun run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void FinishedEpochsStayAsLinesAndTheLivePartIsGone(int width)
    {
        var terminal = new FakeTerminal(width);
        Train(terminal, "--epochs", "3");
        // One line an epoch, under the head of their columns, and nothing of what moved.
        int head = terminal.Lines.ToList().FindIndex(line => line.StartsWith("epoch ", StringComparison.Ordinal));
        Assert.Equal(["1", "2", "3"], terminal.Lines.Skip(head + 1).Take(3).Select(line => line.Trim().Split(' ')[0]));
        Assert.StartsWith("best: epoch ", terminal.Lines[head + 4], StringComparison.Ordinal);
        Assert.All(terminal.Lines.Skip(head).Take(4), line => Assert.InRange(line.Length, 1, width));
        Assert.DoesNotContain(terminal.Lines, line => line.Contains("time left", StringComparison.Ordinal));
        Assert.Contains("time left", terminal.Sent, StringComparison.Ordinal);
        Assert.Contains("accuracy \e[1m", terminal.Sent, StringComparison.Ordinal);
        Assert.True(terminal.IsCursorVisible);
    }

    [Fact]
    public void QuietSaysTheResultAlone()
    {
        var terminal = new FakeTerminal(width: 500);
        Train(terminal, "--epochs", "1", "--quiet");
        Assert.Equal(3, terminal.Lines.Count);
        Assert.StartsWith("best: epoch 1, validation accuracy ", terminal.Lines[0], StringComparison.Ordinal);
        Assert.Matches("^95% interval of that accuracy, from 6 photos: [01].[0-9]{4} to [01].[0-9]{4}$", terminal.Lines[1]);
        Assert.StartsWith("report: ", terminal.Lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("\e", terminal.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void VerboseTellsTheTimes()
    {
        var terminal = new FakeTerminal(width: 500);
        Train(terminal, "--epochs", "1", "--verbose");
        Assert.Contains(terminal.Lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, "^ +waited [0-9.]+ s for photos, forward [0-9.]+ s, backward "));
        Assert.Matches("^train: [0-9.]+ s in all$", terminal.Lines[^1]);
    }

    private void Train(FakeTerminal terminal, params string[] more)
    {
        string[] options = ["train", "--data", run.Data, "--arch", "resnet18", "--batch-size", "4", "--image-size", "40", "--device", "cpu", "--out", _folder.File("run"), .. more];
        Assert.Equal(0, FlowersCommandLine.Run(options, terminal.Screen));
    }
}
