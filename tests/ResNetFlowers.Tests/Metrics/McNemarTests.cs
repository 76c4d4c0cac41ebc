using System.Text.Json;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Tests.Metrics;

public class McNemarTests
{
    /// <summary>Raschka, "Model Evaluation, Model Selection, and Algorithm Selection in Machine Learning", 2018, section 4.6, and mlxtend's user guide: 25 and 15.</summary>
    [Fact]
    public void ChiSquaredIsThePublishedOne()
    {
        McNemarResult result = McNemar.Test(25, 15);
        Assert.Equal(McNemarMethod.ChiSquared, result.Method);
        Assert.Equal(2.025, result.Statistic!.Value, 12);
        Assert.Equal(0.154728923485, result.PValue, 10);
    }

    /// <summary>The same sources: 11 and 1.</summary>
    [Fact]
    public void TheExactOneIsThePublishedOne()
    {
        McNemarResult result = McNemar.Test(11, 1);
        Assert.Equal(McNemarMethod.ExactBinomial, result.Method);
        Assert.Null(result.Statistic);
        Assert.Equal(0.00634765625, result.PValue, 14);
    }

    [Fact]
    public void IsPythonsMathematics()
    {
        foreach (JsonElement entry in Golden.Read("mcnemar").EnumerateArray())
        {
            McNemarResult result = McNemar.Test(entry.GetProperty("only_first").GetInt64(), entry.GetProperty("only_second").GetInt64());
            double expected = entry.GetProperty("p").GetDouble();
            Assert.Equal(1, expected == 0 ? 1 + result.PValue : result.PValue / expected, 10);
            JsonElement statistic = entry.GetProperty("statistic");
            if (statistic.ValueKind == JsonValueKind.Null) Assert.Null(result.Statistic);
            else Assert.Equal(statistic.GetDouble(), result.Statistic!.Value, 10);
        }
    }

    [Fact]
    public void CountsThePhotosThatOneHasRight()
    {
        McNemarResult result = McNemar.Test([true, true, false, false, true], [true, false, true, false, false]);
        Assert.Equal((2, 1), (result.OnlyFirst, result.OnlySecond));
        Assert.Throws<ArgumentException>(() => McNemar.Test([true], [true, false]));
    }

    [Fact]
    public void TheErrorFunctionIsPythons()
    {
        foreach (JsonElement pair in Golden.Read("erfc").EnumerateArray())
        {
            double expected = pair[1].GetDouble();
            Assert.InRange(ErrorFunction.Complement(pair[0].GetDouble()) / expected, 1 - 1e-12, 1 + 1e-12);
        }
    }
}
