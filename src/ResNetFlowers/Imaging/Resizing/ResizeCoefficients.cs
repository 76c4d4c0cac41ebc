using System.Buffers;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Resizing;

/// <summary>
/// For each output position along one axis: which input positions it takes, and with what weights. The filter is as wide as the
/// reduction (so that shrinking averages all it covers), in Pillow's fixed-point numbers (src/libImaging/Resample.c): computed in
/// double precision, normalised to a sum of 1, rounded to multiples of 2⁻²².
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct ResizeCoefficients : IDisposable
{
    /// <summary>Bits behind the binary point: of 32, a sample takes 8, and 2 keep the sum from overflowing.</summary>
    public const int PrecisionBits = 32 - 8 - 2;

    /// <summary>Half a unit, which makes the final shift round.</summary>
    public const int Half = 1 << (PrecisionBits - 1);

    /// <summary>Weights stand in groups of this many, filled up with zeros, for the vector code.</summary>
    public const int GroupSize = 4;

    /// <summary>
    /// A weight has 23 bits and the vector unit multiplies 16: a weight is <c>high · 2¹⁵ + low</c>, and so is every sum of products.
    /// Sums of low parts may wrap; the whole is right again modulo 2³², where it fits.
    /// </summary>
    public const int LowBits = 15;

    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly int[] _weights;
    private readonly short[] _halves;

    /// <summary>Computes the weights of an axis.</summary>
    /// <param name="axis">What is wanted.</param>
    /// <param name="offset">Where in memory the axis' first sample is, in samples; below zero where the first of them are missing.</param>
    /// <param name="filter">How much a sample counts by its distance.</param>
    public ResizeCoefficients(ResizeAxis axis, int offset, ResizeFilter filter)
    {
        OutputSize = axis.Count;
        Stride = ((int)Math.Ceiling(filter.Support * axis.FilterScale) * 2 + GroupSize) / GroupSize * GroupSize;
        _starts = ArrayPool<int>.Shared.Rent(OutputSize);
        _counts = ArrayPool<int>.Shared.Rent(OutputSize);
        _weights = ArrayPool<int>.Shared.Rent(checked(OutputSize * Stride));
        _halves = ArrayPool<short>.Shared.Rent(checked(OutputSize * Stride * 2));
        double[] exact = ArrayPool<double>.Shared.Rent(Stride);
        for (int output = 0; output < OutputSize; output++)
        {
            (int start, int taps) = axis.Taps(axis.First + output, filter);
            _starts[output] = start + offset;
            _counts[output] = taps;
            Weigh(exact.AsSpan(0, taps), start, axis.Center(axis.First + output), 1.0 / axis.FilterScale, filter);
            Round(exact.AsSpan(0, taps), _weights.AsSpan(output * Stride, Stride), _halves.AsSpan(output * Stride * 2, Stride * 2));
        }

        ArrayPool<double>.Shared.Return(exact);
    }

    /// <summary>Positions that are wanted.</summary>
    public int OutputSize { get; }

    /// <summary>Weights kept for each position, a multiple of <see cref="GroupSize"/>.</summary>
    public int Stride { get; }

    /// <summary>The first sample of each position, as an offset in memory; never falling.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, OutputSize);

    /// <summary>How many input positions each output position takes.</summary>
    public ReadOnlySpan<int> Counts => _counts.AsSpan(0, OutputSize);

    /// <summary>All weights, <c>[OutputSize, Stride]</c>; zeros follow the last that counts.</summary>
    public ReadOnlySpan<int> Weights => _weights.AsSpan(0, OutputSize * Stride);

    /// <summary>The same weights in halves, <c>[OutputSize, Stride / 4, 8]</c>: four low halves, then their four high ones.</summary>
    public ReadOnlySpan<short> Halves => _halves.AsSpan(0, OutputSize * Stride * 2);

    /// <summary>A sum of samples times weights, begun at <see cref="Half"/>, as a sample.</summary>
    public static byte ToSample(int sum) => (byte)Math.Clamp(sum >> PrecisionBits, byte.MinValue, byte.MaxValue);

    /// <summary>Gives the buffers back; once only.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<int>.Shared.Return(_counts);
        ArrayPool<int>.Shared.Return(_weights);
        ArrayPool<short>.Shared.Return(_halves);
    }

    private static void Weigh(Span<double> weights, int start, double center, double inverseScale, ResizeFilter filter)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = filter.Weight(Math.Abs((i + start - center + 0.5) * inverseScale));
            sum += weights[i];
        }

        foreach (ref double weight in weights) weight /= sum;
    }

    private static void Round(ReadOnlySpan<double> exact, Span<int> weights, Span<short> halves)
    {
        weights.Clear();
        halves.Clear();
        for (int i = 0; i < exact.Length; i++)
        {
            int weight = (int)(exact[i] * (1 << PrecisionBits) + (exact[i] < 0 ? -0.5 : 0.5));
            weights[i] = weight;
            int half = i / GroupSize * GroupSize * 2 + i % GroupSize;
            halves[half] = (short)(weight & ((1 << LowBits) - 1));
            halves[half + GroupSize] = (short)(weight >> LowBits);
        }
    }
}
