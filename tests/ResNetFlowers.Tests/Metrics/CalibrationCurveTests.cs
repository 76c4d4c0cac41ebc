using System.Text.Json;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Tests.Metrics;

public class CalibrationCurveTests
{
    /// <summary>By hand: (0.4 + 0.35 − 1) / 4 of the bin up to one half, (0.9 + 0.8 − 1) / 4 of the other.</summary>
    [Fact]
    public void IsTheMeanGapOfTheBins()
    {
        var curve = CalibrationCurve.Of([0.4, 0.35, 0.9, 0.8], [true, false, true, false], bins: 2);
        Assert.Equal((0.25 + 0.7) / 4, curve.ExpectedError, 12);
        Assert.Equal([2, 2], curve.Bins.Select(bin => bin.Count));
        Assert.Equal([0.375, 0.85], curve.Bins.Select(bin => Math.Round(bin.Confidence, 12)));
        Assert.Equal([0.5, 0.5], curve.Bins.Select(bin => bin.Accuracy));
    }

    [Fact]
    public void AnUpperEndBelongsToItsBin()
    {
        var curve = CalibrationCurve.Of([0, 0.5, 1], [false, true, true], bins: 2);
        Assert.Equal([2, 1], curve.Bins.Select(bin => bin.Count));
        Assert.Equal([0.0, 0.5], curve.Bins.Select(bin => bin.Low));
    }

    [Fact]
    public void OfNothingThereIsNoError() => Assert.Equal(0, CalibrationCurve.Of([], []).ExpectedError);

    [Fact]
    public void IsNumPysBeforeAndAfterScaling()
    {
        foreach (JsonElement entry in Golden.Read("calibration").EnumerateArray())
        {
            LabelledLogits logits = Golden.Logits(entry);
            Assert.Equal(entry.GetProperty("ece_before").GetDouble(), CalibrationCurve.Of(logits).ExpectedError, 9);
            Assert.Equal(entry.GetProperty("ece").GetDouble(), CalibrationCurve.Of(logits, entry.GetProperty("temperature").GetDouble()).ExpectedError, 9);
        }
    }
}
