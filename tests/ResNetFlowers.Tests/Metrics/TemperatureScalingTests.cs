using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Tests.Metrics;

public class TemperatureScalingTests
{
    [Fact]
    public void IsWhatPyTorchsLbfgsFinds()
    {
        foreach (JsonElement entry in Golden.Read("calibration").EnumerateArray())
        {
            LabelledLogits logits = Golden.Logits(entry);
            double temperature = TemperatureScaling.Fit(logits);
            Assert.Equal(entry.GetProperty("temperature").GetDouble(), temperature, 6);
            Assert.Equal(entry.GetProperty("loss_before").GetDouble(), TemperatureScaling.NegativeLogLikelihood(logits, 1), 10);
            Assert.Equal(entry.GetProperty("loss").GetDouble(), TemperatureScaling.NegativeLogLikelihood(logits, temperature), 10);
        }
    }

    [Fact]
    public void NoOtherTemperatureIsBetter() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        LabelledLogits logits = Random(seed);
        if (Enumerable.Range(0, logits.Count).All(logits.IsHit)) return true;
        double temperature = TemperatureScaling.Fit(logits);
        double loss = TemperatureScaling.NegativeLogLikelihood(logits, temperature);
        return new[] { TemperatureScaling.Least, 0.5, 1, 2, TemperatureScaling.Most, temperature * 0.99, temperature * 1.01 }
            .Select(other => Math.Clamp(other, TemperatureScaling.Least, TemperatureScaling.Most))
            .All(other => loss <= TemperatureScaling.NegativeLogLikelihood(logits, other) + 1e-12);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void WithoutAMistakeItIsOne() => Assert.Equal(1, TemperatureScaling.Fit(new LabelledLogits([2, 0, 0, 1], [0, 1], 2)));

    [Fact]
    public void WithoutAHitItIsTheHighest() => Assert.Equal(TemperatureScaling.Most, TemperatureScaling.Fit(new LabelledLogits([2, 0, 0, 1], [1, 0], 2)));

    [Fact]
    public void LogitsThatSayNothingGiveANumber() => Assert.True(double.IsFinite(TemperatureScaling.Fit(new LabelledLogits([1, 1, 1, 1], [1, 0], 2))));

    [Fact]
    public void ProbabilitiesAreASoftmaxAndKeepTheirOrder()
    {
        var logits = new LabelledLogits([1000, 1001, 999], [0], 3);
        Assert.Equal(1, logits.Predicted(0));
        Assert.False(logits.IsHit(0));
        double[] probabilities = logits.Probabilities(0, temperature: 2);
        double sum = 1 + Math.Exp(-0.5) + Math.Exp(-1);
        Assert.Equal([Math.Exp(-0.5) / sum, 1 / sum, Math.Exp(-1) / sum], probabilities);
    }

    [Fact]
    public void RowsThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new LabelledLogits([1, 2, 3], [0], 2));
        Assert.Throws<ArgumentException>(() => new LabelledLogits([1, 2], [2], 2));
    }

    private static LabelledLogits Random(int seed)
    {
        var random = new RandomSource(seed);
        int classes = 2 + random.Below(5);
        int count = 1 + random.Below(30);
        float[] values = [.. Enumerable.Range(0, count * classes).Select(_ => (float)random.Normal(0, 3))];
        return new LabelledLogits(values, [.. Enumerable.Range(0, count).Select(_ => random.Below(classes))], classes);
    }
}
