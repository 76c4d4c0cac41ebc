namespace ResNetFlowers.Tests;

public class RandomSourceTests
{
    /// <summary>Mean a / (a + b) and variance a b / ((a + b)² (a + b + 1)).</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.2, 0.2)]
    [InlineData(0.001, 0.001)]
    [InlineData(2, 5)]
    [InlineData(30, 0.5)]
    public void Beta_has_its_mean_and_variance(double a, double b)
    {
        const int Draws = 50_000;
        var random = new RandomSource(1);
        double[] numbers = new double[Draws];
        foreach (ref double number in numbers.AsSpan()) number = random.Beta(a, b);

        Assert.All(numbers, number => Assert.InRange(number, 0, 1));
        double mean = a / (a + b);
        double variance = a * b / ((a + b) * (a + b) * (a + b + 1));
        Assert.Equal(mean, numbers.Average(), 5 * Math.Sqrt(variance / Draws));
        Assert.Equal(variance, numbers.Average(number => Math.Pow(number - mean, 2)), 0.03 * variance + 0.001);
    }

    /// <summary>Beta(1, 1) is uniform: every tenth has a tenth.</summary>
    [Fact]
    public void Beta_of_ones_is_uniform()
    {
        var random = new RandomSource(2);
        int[] counts = new int[10];
        for (int i = 0; i < 10_000; i++) counts[(int)(random.Beta(1, 1) * 10)]++;
        Assert.All(counts, count => Assert.InRange(count, 850, 1_150));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public void Beta_refuses_parameters_that_are_not_positive(double a, double b) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSource(1).Beta(a, b));
}
