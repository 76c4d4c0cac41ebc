using System.Runtime.InteropServices;
using ResNetFlowers.Formats;
using ResNetFlowers.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Weights;

/// <summary>Every number of a smaller type becomes the float that it is, to the bit.</summary>
public class TensorCopyTests
{
    // Every 16-bit pattern, NaNs and infinities among them.
    private static readonly ushort[] Patterns = [.. Enumerable.Range(0, 1 << 16).Select(pattern => (ushort)pattern)];

    [Fact]
    public void EveryHalf() => Check(ElementType.Float16, [.. Patterns.Select(pattern => (float)BitConverter.UInt16BitsToHalf(pattern))]);

    [Fact]
    public void EveryBFloat16() => Check(ElementType.BFloat16, [.. Patterns.Select(pattern => BitConverter.UInt32BitsToSingle((uint)pattern << 16))]);

    [Fact]
    public void DoublesAreRounded()
    {
        double[] numbers = [0, -0.0, 0.1, 1 / 3.0, 1e300, -1e300, 1e-300, double.NaN, double.PositiveInfinity, 16777217];
        using Tensor target = zeros([numbers.Length]);
        TensorCopy.Copy(new TensorData(ElementType.Float64, [numbers.Length], MemoryMarshal.AsBytes<double>(numbers).ToArray()), target);
        Assert.Equal(numbers.Select(number => BitConverter.SingleToInt32Bits((float)number)), target.data<float>().ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void AParameterIsOverwrittenWithoutAGradient()
    {
        using Tensor target = ones([2], requires_grad: true);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        TensorCopy.Copy(new TensorData(ElementType.BFloat16, [2], new byte[] { 0x80, 0x3f, 0x00, 0xc0 }), target);
        Assert.Equal([1, -2], target.data<float>().ToArray());
        Assert.True(target.is_leaf);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static void Check(ElementType type, float[] expected)
    {
        using Tensor target = zeros([Patterns.Length]);
        TensorCopy.Copy(new TensorData(type, [Patterns.Length], MemoryMarshal.AsBytes<ushort>(Patterns).ToArray()), target);
        float[] actual = target.data<float>().ToArray();
        Assert.All(
            expected.Zip(actual).Index(),
            entry => Assert.True(
                BitConverter.SingleToInt32Bits(entry.Item.First) == BitConverter.SingleToInt32Bits(entry.Item.Second) || (float.IsNaN(entry.Item.First) && float.IsNaN(entry.Item.Second)),
                $"{entry.Index:x4}: {entry.Item.First} became {entry.Item.Second}"));
    }
}
