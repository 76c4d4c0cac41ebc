using ResNetFlowers.Formats;

namespace ResNetFlowers.Tests.Formats;

public sealed class TensorDataTests
{
    // Value = (-1)^sign · 2^(exponent - bias) · 1.fraction, or 2^(1 - bias) · 0.fraction where the exponent is 0 (IEEE 754, 3.4).
    [Theory]
    [InlineData(ElementType.Float16, 5, 10)]
    [InlineData(ElementType.BFloat16, 8, 7)]
    public void EveryNumberOfTwoBytesConvertsExactly(ElementType type, int exponentBits, int fractionBits)
    {
        ushort[] patterns = [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(pattern => (ushort)pattern)];
        float[] floats = Convert(type, patterns.SelectMany(BitConverter.GetBytes), patterns.Length);
        int bias = (1 << (exponentBits - 1)) - 1;
        foreach (ushort pattern in patterns)
        {
            int exponent = (pattern >> fractionBits) & ((1 << exponentBits) - 1);
            double fraction = (pattern & ((1 << fractionBits) - 1)) / (double)(1 << fractionBits);
            double magnitude = exponent == (1 << exponentBits) - 1
                ? fraction == 0 ? double.PositiveInfinity : double.NaN
                : exponent == 0 ? Math.ScaleB(fraction, 1 - bias) : Math.ScaleB(1 + fraction, exponent - bias);
            float value = floats[pattern];
            Assert.Equal(pattern >= 0x8000 ? -magnitude : magnitude, (double)value);
            if (!float.IsNaN(value)) Assert.Equal(pattern >= 0x8000, float.IsNegative(value));
        }
    }

    [Fact]
    public void DoublesRoundToTheNearestFloat()
    {
        double tie = 1 + Math.ScaleB(1, -24);
        double[] doubles = [0.1, -0.0, tie, Math.BitIncrement(tie), 1e300, 1e-300, double.NaN];
        float[] floats = Convert(ElementType.Float64, doubles.SelectMany(BitConverter.GetBytes), doubles.Length);
        Assert.Equal([0.1f, -0.0f, 1f, MathF.BitIncrement(1), float.PositiveInfinity, 0f, float.NaN], floats);
        Assert.True(float.IsNegative(floats[1]));
    }

    [Fact]
    public void FloatsAreCopied() => Assert.Equal([1, -2], Convert(ElementType.Float32, new float[] { 1, -2 }.SelectMany(BitConverter.GetBytes), 2));

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Throws<ArgumentException>(() => TensorData.Scalar(1).CopyTo(new float[2]));
        Assert.Throws<InvalidOperationException>(() => new TensorData(ElementType.Int32, [1], new byte[4]).CopyTo(new float[1]));
    }

    private static float[] Convert(ElementType type, IEnumerable<byte> bytes, int count)
    {
        float[] floats = new float[count];
        new TensorData(type, [count], bytes.ToArray()).CopyTo(floats);
        return floats;
    }
}
