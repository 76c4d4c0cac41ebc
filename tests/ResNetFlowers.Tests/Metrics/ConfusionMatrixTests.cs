using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Tests.Metrics;

public class ConfusionMatrixTests
{
    [Fact]
    public void ScoresAreThoseCountedByHand()
    {
        // Rows are what the photos are, columns what they were taken for.
        ConfusionMatrix matrix = Matrix([[3, 1, 0], [2, 4, 0], [1, 0, 0]]);
        Assert.Equal(11, matrix.Total);
        Assert.Equal(7, matrix.Hits);
        Assert.Equal(new ClassScore("a", 3 / 6.0, 3 / 4.0, 0.6, 4), matrix.Score(0, "a"));
        Assert.Equal(new ClassScore("b", 4 / 5.0, 4 / 6.0, 8 / 11.0, 6), Rounded(matrix.Score(1, "b")));
    }

    [Fact]
    public void WhatIsNotDefinedIsZero()
    {
        // c is never predicted, d has no photo, e neither.
        ConfusionMatrix matrix = Matrix([[0, 1, 0], [0, 0, 0], [0, 0, 0]]);
        Assert.Equal(new ClassScore("c", 0, 0, 0, 1), matrix.Score(0, "c"));
        Assert.Equal(new ClassScore("d", 0, 0, 0, 0), matrix.Score(1, "d"));
        Assert.Equal(new ClassScore("e", 0, 0, 0, 0), matrix.Score(2, "e"));
    }

    [Fact]
    public void SharesHoldForAnyCounts()
    {
        Gen<(int Actual, int Predicted)[]> photos = (from actual in Gen.Choose(0, 3) from predicted in Gen.Choose(0, 3) select (actual, predicted)).ArrayOf();
        Prop.ForAll(photos.ToArbitrary(), pairs =>
        {
            var matrix = new ConfusionMatrix(4);
            foreach ((int actual, int predicted) in pairs) matrix.Add(actual, predicted);
            ClassScore[] scores = [.. Enumerable.Range(0, 4).Select(index => matrix.Score(index, $"{index}"))];
            Assert.Equal(pairs.Length, matrix.Total);
            Assert.Equal(pairs.Count(pair => pair.Actual == pair.Predicted), matrix.Hits);
            Assert.Equal(pairs.Length, scores.Sum(score => score.Support));
            Assert.Equal(matrix.Hits, scores.Sum(score => score.Recall * score.Support), 1e-9);
            Assert.All(scores, score =>
            {
                Assert.InRange(score.F1, Math.Min(score.Precision, score.Recall) - 1e-12, Math.Max(score.Precision, score.Recall) + 1e-12);
                Assert.InRange(score.Precision, 0, 1);
            });
            Assert.Equal(pairs.Length, matrix.Rows().Sum(row => row.Sum()));
        }).QuickCheckThrowOnFailure();
    }

    private static ConfusionMatrix Matrix(int[][] rows)
    {
        var matrix = new ConfusionMatrix(rows.Length);
        for (int actual = 0; actual < rows.Length; actual++)
        {
            for (int predicted = 0; predicted < rows.Length; predicted++)
            {
                for (int i = 0; i < rows[actual][predicted]; i++) matrix.Add(actual, predicted);
            }
        }

        Assert.Equal(rows, matrix.Rows().Select(row => row.Select(count => (int)count).ToArray()));
        return matrix;
    }

    // 2pr / (p + r) and its simplest fraction round differently in the last place.
    private static ClassScore Rounded(ClassScore score) => score with { F1 = Math.Abs(score.F1 - 8 / 11.0) < 1e-15 ? 8 / 11.0 : score.F1 };
}
