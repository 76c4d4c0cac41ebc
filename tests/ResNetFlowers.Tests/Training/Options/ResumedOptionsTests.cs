using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training.Options;

public sealed class ResumedOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static readonly TrainOptions Begun = new() { Data = "photos", Arch = "resnet18", Epochs = 10, Lr = 0.01, Workers = 3, Threads = 2, Out = "elsewhere" };

    [Fact]
    public void ARunGoesOnAsItWasBegun()
    {
        TrainOptions options = ResumedOptions.Of("runs/a", State(Begun, epochs: 4), []);
        Assert.Equal(Begun with { Workers = null, Threads = null, Out = "runs/a", Milestones = options.Milestones }, options);
    }

    [Fact]
    public void WhatDoesNotDecideTheOutcomeMayChange()
    {
        TrainOptions options = Resumed(Begun, 4, ("workers", "0"), ("threads", "1"), ("data", "moved"), ("save-every", "5"), ("epochs", "12"), ("lr", "0.01"));
        Assert.Equal((0, 1, "moved", 5, 12), (options.Workers, options.Threads, options.Data, options.SaveEvery, options.Epochs));
    }

    [Theory]
    [InlineData("lr", "0.1", "--lr 0.1: runs/a was begun with 0.01; leave the option out")]
    [InlineData("arch", "resnet34", "--arch resnet34: runs/a was begun with resnet18; leave the option out")]
    [InlineData("weight-decay", "0.1", "--weight-decay 0.1: runs/a was begun with none; leave the option out")]
    [InlineData("seed", "1", "--seed 1: runs/a was begun with 0; leave the option out")]
    [InlineData("epochs", "9", "--epochs 9: runs/a was begun with 10; give at least as many")]
    public void WhatDecidesTheOutcomeMayNot(string option, string value, string message) => Assert.StartsWith(
        message, Assert.Throws<InputException>(() => Resumed(Begun, 4, (option, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void TheRunsOwnFileSaysWhatTheCheckpointDoesNot()
    {
        string run = RunWith(OptionsFile.Write(Begun with { SaveEvery = 7, Patience = 2 }));
        TrainOptions options = ResumedOptions.Of(run, State(Begun, epochs: 4), [new GivenOption(OptionTable.Find("threads")!, "1")]);
        Assert.Equal((3, 1, 7, 2, run), (options.Workers, options.Threads, options.SaveEvery, options.Patience, options.Out));
    }

    [Fact]
    public void TheRunsOwnFileMayNotBeEditedInWhatDecidesTheOutcome()
    {
        string run = RunWith("lr: 0.5\n");
        Assert.StartsWith(
            $"{Path.Combine(run, "options.yaml")}: lr 0.5: the run was begun with 0.01; put that back",
            Assert.Throws<InputException>(() => ResumedOptions.Of(run, State(Begun, epochs: 4), [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunStaysInItsFolder() => Assert.StartsWith(
        "--out elsewhere: does not go with --resume",
        Assert.Throws<InputException>(() => Resumed(Begun, 4, ("out", "elsewhere"))).Message, StringComparison.Ordinal);

    [Fact]
    public void ACurveThatEndsCannotBeLengthened() => Assert.StartsWith(
        "--epochs 12: the cosine schedule of runs/a ends with epoch 10",
        Assert.Throws<InputException>(() => Resumed(Begun with { Schedule = "cosine" }, 4, ("epochs", "12"))).Message, StringComparison.Ordinal);

    [Fact]
    public void AFinishedRunSaysHowToGoOn()
    {
        Assert.StartsWith(
            "--resume runs/a: has done all of its 10 epochs; give --epochs",
            Assert.Throws<InputException>(() => Resumed(Begun, 10)).Message, StringComparison.Ordinal);
        Assert.Equal(12, Resumed(Begun, 10, ("epochs", "12")).Epochs);
    }

    [Fact]
    public void APlanThatWasCutStaysCut()
    {
        TrainingState cut = State(Begun with { TimeBudget = TimeSpan.FromMinutes(1) }, epochs: 4) with { PlannedEpochs = 6 };
        Assert.Equal(6, ResumedOptions.PlannedEpochs(cut, ResumedOptions.Of("runs/a", cut, [])));
        TrainOptions longer = ResumedOptions.Of("runs/a", cut, [new GivenOption(OptionTable.Find("time-budget")!, "2m")]);
        Assert.Equal(10, ResumedOptions.PlannedEpochs(cut, longer));
    }

    private string RunWith(string options)
    {
        File.WriteAllText(_folder.File("options.yaml"), options);
        return _folder.Path;
    }

    private static TrainOptions Resumed(TrainOptions begun, int epochs, params (string Name, string Text)[] given) =>
        ResumedOptions.Of("runs/a", State(begun, epochs), [.. given.Select(option => new GivenOption(OptionTable.Find(option.Name)!, option.Text))]);

    private static TrainingState State(TrainOptions begun, int epochs) =>
        new() { Epochs = epochs, PlannedEpochs = begun.Epochs, Options = ResumedOptions.Outcome(begun), Data = "" };
}
