using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Neighbours;

/// <summary>Directions: vectors of length 1, or all zeros where there is none to tell.</summary>
internal static class UnitVector
{
    /// <summary>Scales a vector to length 1 in place; one of zeros stays as it is.</summary>
    public static void Normalize(Span<float> vector)
    {
        double square = 0;
        foreach (float value in vector) square += (double)value * value;
        if (square == 0) return;
        double scale = 1 / Math.Sqrt(square);
        for (int i = 0; i < vector.Length; i++) vector[i] = (float)(vector[i] * scale);
    }

    /// <summary>The cosine distance between two of them, 1 less their product: 0 (the same way) to 2.</summary>
    /// <param name="one">Of length 1.</param>
    /// <param name="other">Likewise, and of as many numbers.</param>
    // One prediction from a cold start calls it thousands of times before the runtime would optimize it by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Distance(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        ReadOnlySpan<Vector<float>> ones = MemoryMarshal.Cast<float, Vector<float>>(one);
        ReadOnlySpan<Vector<float>> others = MemoryMarshal.Cast<float, Vector<float>>(other);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < ones.Length; i++) sums += ones[i] * others[i];
        float product = Vector.Sum(sums);
        for (int i = ones.Length * Vector<float>.Count; i < one.Length; i++) product += one[i] * other[i];
        // Rounding may make a vector's product with itself a little more than 1.
        return Math.Max(0, 1 - product);
    }
}
