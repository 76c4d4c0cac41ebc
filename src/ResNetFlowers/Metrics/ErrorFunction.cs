namespace ResNetFlowers.Metrics;

/// <summary>The error function, from which the normal distribution's tails follow.</summary>
internal static class ErrorFunction
{
    // Where the fraction begins to need fewer terms than the series.
    private const double Border = 2;

    /// <summary>erfc(x) = 2/√π ∫ₓ^∞ exp(−t²) dt for x ≥ 0, to about 14 digits.</summary>
    public static double Complement(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        return x < Border ? 1 - Series(x) : Fraction(x);
    }

    /// <summary>erf(x) = 2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!! (Abramowitz and Stegun, 7.1.6).</summary>
    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>erfc(x) = exp(−x²)/√π · 1/(x + ½/(x + 1/(x + ³⁄₂/(x + …)))) (Abramowitz and Stegun, 7.1.14), from the far end.</summary>
    private static double Fraction(double x)
    {
        double value = x;
        for (int n = 120; n >= 1; n--) value = x + n / 2.0 / value;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / value;
    }
}
