using ResNetFlowers.Machine;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Machine;

/// <summary>Memory that is given back is memory that no tensor holds.</summary>
public class HostMemoryTests
{
    [Fact]
    public void TensorsThatAreThereStayAsTheyAre()
    {
        using Tensor kept = full([1 << 20], 3);
        full([1 << 22], 4).Dispose();

        HostMemory.Keep();
        HostMemory.Release();

        using Tensor sum = kept.sum();
        Assert.Equal(3 << 20, sum.ToDouble());
        Assert.Equal(3, kept[-1].ToDouble());
    }
}
