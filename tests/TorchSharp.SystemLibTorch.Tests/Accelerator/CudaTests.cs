using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Accelerator;

/// <summary>What belongs to CUDA says that it is not there, where it is not, and harms nothing.</summary>
public class CudaTests
{
    [Fact]
    public void SwitchesOfCudaMayBeSetWithoutIt()
    {
        CudaMath.AllowTf32 = true;
        CudaMath.AllowTf32 = false;
        CudaMath.Benchmark = true;

        Assert.False(CudaMath.HasBFloat16);
    }

    [Fact]
    public void TheMemoryOfTheCpuIsNotLibtorchsToTell()
    {
        Assert.Throws<ExternalException>(() => DeviceMemory.Peak(CPU));
        Assert.Throws<ExternalException>(() => DeviceMemory.ResetPeak(CPU));
        Assert.Throws<ExternalException>(() => DeviceMemory.EmptyCache(CPU));
    }

    [Fact]
    public void WithoutCudaThereAreNoGraphs()
    {
        bool worked = false;

        ExternalException failure = Assert.Throws<ExternalException>(() => DeviceGraph.Capture(DeviceStream.Current(CPU), () => worked = true));

        Assert.False(DeviceGraph.IsSupported);
        Assert.Contains("no CUDA graphs", failure.Message, StringComparison.Ordinal);
        Assert.False(worked);
    }
}
