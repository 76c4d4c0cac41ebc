using ResNetFlowers.Cli.Terminal.Training;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Cli.Tests.Terminal.Training;

public class TrainingPaneTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void FourLinesFitAnyWidthFrom60ColumnsUp(int width)
    {
        TrainingPane pane = Pane(new TrainOptions { Epochs = 300, BatchSize = 16 }, trainImages: 1_234_560);
        for (int epoch = 1; epoch < 200; epoch++) Epoch(pane, epoch, accuracy: epoch / 400.0, seconds: 36_000);
        pane.BeginPhase(200, TrainingPhase.Train, 1_234_560);
        Learn(pane, images: 16, seconds: 0.01);
        Learn(pane, images: 600_000, seconds: 500);
        pane.Tell(new TrainingFigures(Loss: 1.2305, Accuracy: 0.4815, Lr: 0.000123));
        IReadOnlyList<string> lines = Plain(pane, width);
        Assert.Equal(4, lines.Count);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.StartsWith("epoch 200/300  train  ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("  batch 37501/77160  1200.0 img/s", lines[0], StringComparison.Ordinal);
        Assert.Equal("loss 1.2305  accuracy 0.4815  lr 0.000123", lines[1]);
        Assert.StartsWith("best 0.4975 in epoch 199  val accuracy ", lines[3], StringComparison.Ordinal);
        Assert.Equal('█', lines[3][^1]);
    }

    [Fact]
    public void TimeLeftIsTheRestOfTheEpochAndTheOthersLikeTheLast()
    {
        TrainingPane pane = Pane(new TrainOptions { Epochs = 3, BatchSize = 10 }, trainImages: 100, valImages: 30);
        pane.BeginPhase(1, TrainingPhase.Train, 100);
        Assert.Equal("time left … in this epoch, … in all", Plain(pane)[2]);
        Learn(pane, images: 10, seconds: 5);
        // Ten photos a second: 4 s for 40 photos, and a third of 3 s for 30 to look at; two epochs of 5 + 5 + 5 s follow.
        Learn(pane, images: 50, seconds: 5);
        Assert.Equal("time left 0:05 in this epoch, 0:35 in all", Plain(pane)[2]);
        Learn(pane, images: 40, seconds: 4);
        pane.BeginPhase(1, TrainingPhase.Validate, 30);
        _time.Pass(6);
        pane.EndEpoch(Result(1, accuracy: 0.5, seconds: 20));
        Assert.Equal("epoch 1/3  val    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  saved", Plain(pane)[0]);

        pane.BeginPhase(2, TrainingPhase.Train, 100);
        Learn(pane, images: 10, seconds: 1);
        Learn(pane, images: 50, seconds: 5);
        // 4 s of learning, then 6 s as in the first epoch, then one epoch of 20 s.
        Assert.Equal("time left 0:10 in this epoch, 0:30 in all", Plain(pane)[2]);
    }

    [Fact]
    public void NoMoreTimeIsLeftThanTheBudget()
    {
        TrainingPane pane = Pane(new TrainOptions { Epochs = 1000, BatchSize = 10, TimeBudget = TimeSpan.FromSeconds(90) }, trainImages: 100, valImages: 30);
        pane.BeginPhase(1, TrainingPhase.Train, 100);
        Learn(pane, images: 10, seconds: 5);
        Learn(pane, images: 50, seconds: 5);
        Assert.EndsWith("1:20 in all", Plain(pane)[2], StringComparison.Ordinal);
    }

    [Fact]
    public void ARunThatGoesOnShowsWhatItHasDone()
    {
        var plan = Plan(new TrainOptions { Epochs = 5, BatchSize = 10 }, trainImages: 100, valImages: 30) with
        {
            FirstEpoch = 3, EarlierEpochs = [Result(1, accuracy: 0.25, seconds: 9), Result(2, accuracy: 0.75, seconds: 9)],
        };
        var pane = new TrainingPane(plan, unicode: false, _time);
        pane.BeginPhase(3, TrainingPhase.Train, 100);
        // What was done before counts for the bar, not for the rate.
        Learn(pane, images: 60, seconds: 0.1);
        Learn(pane, images: 20, seconds: 2);
        IReadOnlyList<string> lines = Plain(pane);
        Assert.StartsWith("epoch 3/5  train  ====", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("--  batch 8/10  10.0 img/s", lines[0], StringComparison.Ordinal);
        Assert.Equal("best 0.7500 in epoch 2  val accuracy _#", lines[3]);
    }

    [Theory]
    [InlineData("▁█", 0.1, 0.9)]
    [InlineData("▅▅▅", 0.5, 0.5, 0.5)]
    [InlineData("▁▅█▃", 0.0, 0.5, 0.9, 0.3)]
    [InlineData("")]
    public void ASparklineReachesFromTheLowestToTheHighest(string drawn, params double[] values) =>
        Assert.Equal(drawn, Sparkline.Of(values, width: 10, unicode: true));

    private static TrainingPlan Plan(TrainOptions options, int trainImages, int valImages) => new()
    {
        Folder = "runs/a", Device = "cpu", Precision = Precision.Fp32, Threads = 2, Classes = ["a", "b"], TrainImages = trainImages, ValImages = valImages, Parameters = 1, Learned = [],
        Options = options, FirstEpoch = 1, FirstBatch = 1, Names = ReadableNames.None, Augmentation = "none",
    };

    private static EpochResult Result(int epoch, double accuracy, double seconds) => new(epoch, 0.001, 1, 0.5, 1, accuracy, accuracy, 30, 10, seconds, IsBest: true);

    private static IReadOnlyList<string> Plain(TrainingPane pane, int width = 100) => [.. pane.Lines(width).Select(Spectre.Console.Markup.Remove)];

    private TrainingPane Pane(TrainOptions options, int trainImages, int valImages = 100) => new(Plan(options, trainImages, valImages), unicode: true, _time);

    private void Learn(TrainingPane pane, int images, double seconds)
    {
        _time.Pass(seconds);
        pane.Advance(images);
    }

    private void Epoch(TrainingPane pane, int epoch, double accuracy, double seconds)
    {
        pane.BeginPhase(epoch, TrainingPhase.Train, 100);
        _time.Pass(seconds);
        pane.EndEpoch(Result(epoch, accuracy, seconds));
    }
}
