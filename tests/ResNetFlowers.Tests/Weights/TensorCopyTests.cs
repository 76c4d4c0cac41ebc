using ResNetFlowers.Formats;
using ResNetFlowers.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Weights;

/// <summary>Numbers of another type become the floats that PyTorch makes of them, to the bit.</summary>
public class TensorCopyTests
{
    [Theory]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.BFloat16)]
    public void EverySmallFloat(ElementType type)
    {
        // Every 16-bit pattern, NaNs and infinities among them.
        byte[] patterns = [.. Enumerable.Range(0, 1 << 16).SelectMany(pattern => new[] { (byte)pattern, (byte)(pattern >> 8) })];
        Check(type, 1 << 16, patterns);
    }

    [Fact]
    public void Doubles()
    {
        double[] numbers = [0, -0.0, 0.1, 1 / 3.0, 1e300, -1e300, 1e-300, 1e-40, double.NaN, double.NegativeInfinity, 16777217, 16777219];
        Check(ElementType.Float64, numbers.Length, [.. numbers.SelectMany(BitConverter.GetBytes)]);
    }

    [Fact]
    public void TheSameTypeIsCopiedAsItIs()
    {
        using Tensor counter = zeros([], dtype: ScalarType.Int64);
        TensorCopy.Copy(new TensorData(ElementType.Int64, [], BitConverter.GetBytes(long.MinValue)), counter);
        Assert.Equal(long.MinValue, counter.ToInt64());
    }

    // A NaN is a NaN, whichever of its many bits it has.
    private static int Bits(float number) => float.IsNaN(number) ? BitConverter.SingleToInt32Bits(float.NaN) : BitConverter.SingleToInt32Bits(number);

    private static void Check(ElementType type, int count, byte[] bytes)
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor source = empty([count], dtype: TensorCopy.ScalarTypeOf(type));
            bytes.CopyTo(source.bytes);
            Tensor expected = source.to_type(ScalarType.Float32);
            Tensor actual = zeros([count], requires_grad: true);
            TensorCopy.Copy(new TensorData(type, [count], bytes), actual);
            Assert.True(actual.is_leaf);
            Assert.Equal(expected.data<float>().ToArray().Select(Bits), actual.data<float>().ToArray().Select(Bits));
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }
}
