using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Inference.Comparison;
using ResNetFlowers.Metrics;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;

namespace ResNetFlowers.Cli.Tests.Terminal;

public class ComparisonReportTests
{
    [Theory]
    [InlineData(0, 0, "there is no difference")]
    // Twice (1 + 6) / 2^6.
    [InlineData(1, 5, "the difference may be chance (p = 0.2188, McNemar's exact test)")]
    // Twice (1 + 10) / 2^10.
    [InlineData(9, 1, "A is better, the difference is real (p = 0.0215, McNemar's exact test)")]
    [InlineData(0, 40, "B is better, the difference is real (p < 0.0001, McNemar's test)")]
    public void TheVerdictIsInWords(int onlyFirst, int onlySecond, string verdict)
    {
        ComparedCheckpoint compared = Compared();
        var result = new CheckpointComparison(compared, compared, [], McNemar.Test(onlyFirst, onlySecond));
        Assert.Equal(verdict, ComparisonReport.Verdict(result));
        var lines = new List<string>();
        ComparisonReport.Write(result, lines.Add);
        Assert.Equal([$"A alone has {onlyFirst} of the 2 photos right, B alone {onlySecond}", verdict], lines.TakeLast(2));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    private static ComparedCheckpoint Compared()
    {
        var confusion = new ConfusionMatrix(2);
        confusion.Add(0, 0);
        confusion.Add(1, 0);
        var evaluation = new Evaluation
        {
            Classes = ["a", "b"], Loss = 1, Top5Hits = 2, Confusion = confusion, Logits = new LabelledLogits([1, 0, 1, 0], [0, 1], 2), Samples = [0, 1],
        };
        var checkpoint = new Checkpoint
        {
            Arch = "resnet18", Classes = ["a", "b"], Preprocessing = Preprocessing.Middle(64), Normalization = Normalization.ImageNet, Epoch = 1, BestAccuracy = 0.5,
        };
        return new ComparedCheckpoint("best.pth", checkpoint, evaluation);
    }
}
