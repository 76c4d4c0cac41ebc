using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests;

public class ComputeDeviceTests
{
    [Fact]
    public void TheCpuIsAlwaysThere() => Assert.Equal(DeviceType.CPU, ComputeDevice.Find("cpu").type);

    [Fact]
    public void AutoTakesAGpuWhereThereIsOne() =>
        Assert.Equal(cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, ComputeDevice.Find("auto").type);

    [Fact]
    public void CudaIsThereOrTheReasonIsGiven()
    {
        if (cuda.is_available())
        {
            Assert.Equal(0, ComputeDevice.Find("cuda").index);
            return;
        }

        var exception = Assert.Throws<InputException>(() => ComputeDevice.Find("cuda"));
        Assert.Equal($"--device cuda: {CudaAbsence.Explain()}; or use --device cpu", exception.Message);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda: 1")]
    [InlineData("CPU")]
    public void AnotherNameIsRefused(string name)
    {
        var exception = Assert.Throws<InputException>(() => ComputeDevice.Find(name));
        Assert.Equal($"--device {name}: there is no such device; choose auto, cpu, cuda or cuda:N", exception.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void NoThreadsAreRefused(int threads)
    {
        var exception = Assert.Throws<InputException>(() => ComputeDevice.UseThreads(threads));
        Assert.Equal($"--threads {threads}: give at least 1", exception.Message);
    }
}
