using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests;

/// <summary>Comparisons of tensors with plain numbers.</summary>
internal static class Expect
{
    /// <summary>The tensor has this shape and, in row-major order, these elements within a tolerance.</summary>
    public static void Values(long[] shape, float[] expected, Tensor actual, double tolerance = 1e-6)
    {
        Assert.Equal(shape, actual.shape);
        using Tensor plain = actual.detach().to(ScalarType.Float32).contiguous();
        float[] values = plain.data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - values[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"element {i} is {values[i]:R} instead of {expected[i]:R}");
        }
    }
}
