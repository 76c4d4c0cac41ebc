using System.Numerics;

namespace ResNetFlowers;

/// <summary>
/// A seeded stream of random numbers: xoshiro256** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021),
/// its state filled by SplitMix64. The stream depends on the key alone, on every platform and runtime, so that whoever draws for
/// photo 17 of epoch 3 draws the same numbers on any number of threads.
/// </summary>
public sealed class RandomSource
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Creates the stream that belongs to a key.</summary>
    /// <param name="key">Any numbers, the run's seed first, then what tells this stream from others (epoch, sample, …).</param>
    public RandomSource(params ReadOnlySpan<long> key) => Reset(key);

    /// <summary>Starts over, as the stream that belongs to <paramref name="key"/>.</summary>
    public void Reset(params ReadOnlySpan<long> key)
    {
        ulong state = 0;
        foreach (long part in key)
        {
            state ^= (ulong)part;
            state = SplitMix64(ref state);
        }

        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform number in [0, 1), in steps of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>A uniform whole number in [0, <paramref name="count"/>), without bias (Lemire's method).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ulong threshold = (0UL - (ulong)count) % (ulong)count;
        while (true)
        {
            ulong high = Math.BigMul(NextBits(), (ulong)count, out ulong low);
            if (low >= threshold) return (int)high;
        }
    }

    /// <summary>True with the given probability in [0, 1].</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>A normally distributed number (Box–Muller).</summary>
    public double Normal(double mean = 0, double standardDeviation = 1)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return mean + standardDeviation * radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>A number in [0, 1] with the density of Beta(<paramref name="a"/>, <paramref name="b"/>).</summary>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0.</exception>
    public double Beta(double a, double b)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(a);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(b);
        // The share of one gamma-distributed number in two; from logarithms, as small parameters make both too small for a double.
        return 1.0 / (1.0 + Math.Exp(-LogGamma(a) + LogGamma(b)));
    }

    /// <summary>Puts the items into a random order (Fisher–Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>
    /// The logarithm of a gamma-distributed number of scale 1 (Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables",
    /// 2000): drawn for one more than the shape, and brought down by a uniform number's root.
    /// </summary>
    private double LogGamma(double shape)
    {
        double d = shape + 1 - 1.0 / 3.0;
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal();
            double v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - NextDouble()) >= 0.5 * x * x + d - d * v + d * Math.Log(v)) continue;
            return Math.Log(d * v) + Math.Log(1 - NextDouble()) / shape;
        }
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
