using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>The numbers from one to another, of which a transform draws.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval
{
    /// <summary>Creates an interval.</summary>
    /// <param name="low">The least number.</param>
    /// <param name="high">The largest, not below the least.</param>
    /// <exception cref="ArgumentOutOfRangeException">The largest is below the least, or one is no number.</exception>
    public Interval(double low, double high)
    {
        if (!(low <= high)) throw new ArgumentOutOfRangeException(nameof(high), high, $"is below {low}");
        Low = low;
        High = high;
    }

    /// <summary>The least number.</summary>
    public double Low { get; }

    /// <summary>The largest number.</summary>
    public double High { get; }

    /// <summary>The numbers at most <paramref name="distance"/> from a middle.</summary>
    public static Interval Around(double middle, double distance) => new(middle - distance, middle + distance);

    /// <summary>A number of the interval, all equally likely.</summary>
    public double Draw(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return random.Uniform(Low, High);
    }

    /// <summary>A number of the interval, its logarithm uniform: a factor is as likely as its inverse. For numbers above 0.</summary>
    public double DrawLogarithm(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Math.Exp(random.Uniform(Math.Log(Low), Math.Log(High)));
    }

    /// <summary>As Python prints a tuple.</summary>
    public override string ToString() => $"({PythonText.Float(Low)}, {PythonText.Float(High)})";
}
