using System.Text.Json;

namespace ResNetFlowers.Tests.Imaging;

/// <summary>Compares distributions by mean and spread, which golden data holds of as many draws.</summary>
internal static class Moments
{
    /// <summary>The means may differ by five times their standard error.</summary>
    public static void Compare(JsonElement entry, string name, IEnumerable<double> values)
    {
        double[] drawn = [.. values];
        JsonElement expected = entry.GetProperty("moments").GetProperty(name);
        double mean = drawn.Average();
        double std = Math.Sqrt(drawn.Average(value => Math.Pow(value - mean, 2)));
        double expectedStd = expected.GetProperty("std").GetDouble();
        double tolerance = 5 * expectedStd * Math.Sqrt(2.0 / drawn.Length) + 1e-9;
        Assert.Equal(expected.GetProperty("mean").GetDouble(), mean, tolerance);
        Assert.Equal(expectedStd, std, tolerance * 2);
    }
}
