using ResNetFlowers.Metrics;

namespace ResNetFlowers.Tests.Metrics;

public class ClassAveragesTests
{
    /// <summary>The example of scikit-learn's documentation of classification_report.</summary>
    [Fact]
    public void AreThePublishedOnes()
    {
        int[] actual = [0, 1, 2, 2, 2];
        int[] predicted = [0, 0, 2, 2, 1];
        var matrix = new ConfusionMatrix(3);
        for (int i = 0; i < actual.Length; i++) matrix.Add(actual[i], predicted[i]);
        ClassScore[] classes = [.. Enumerable.Range(0, 3).Select(index => matrix.Score(index, $"class {index}"))];
        Assert.Equal([(0.50, 1.00, 0.67, 1), (0.00, 0.00, 0.00, 1), (1.00, 0.67, 0.80, 3)], classes.Select(Rounded));
        Assert.Equal((0.50, 0.56, 0.49, 5), Rounded(ClassAverages.Macro(classes)));
        Assert.Equal((0.70, 0.60, 0.61, 5), Rounded(ClassAverages.Weighted(classes)));
    }

    [Fact]
    public void OfNoPhotosTheyAreNothing() => Assert.Equal((0, 0, 0, 0), Rounded(ClassAverages.Weighted([new ClassScore("a", 0, 0, 0, 0)])));

    private static (double, double, double, long) Rounded(ClassScore score) =>
        (Math.Round(score.Precision, 2), Math.Round(score.Recall, 2), Math.Round(score.F1, 2), score.Support);
}
