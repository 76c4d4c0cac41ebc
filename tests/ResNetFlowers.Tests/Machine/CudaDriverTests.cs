using ResNetFlowers.Machine;

namespace ResNetFlowers.Tests.Machine;

public class CudaDriverTests
{
    [Fact]
    public void WhatItSaysOfThisMachineHangsTogether()
    {
        CudaDriver driver = CudaDriver.Read();

        Assert.Equal(driver.Status != 0, driver.Error is not null);
        Assert.True(driver.IsInstalled || driver == CudaDriver.None);
        Assert.True(driver.Status == 0 || driver.Gpus.Count == 0);
        Assert.All(driver.Gpus, gpu => Assert.True(gpu.Memory > 0 && (gpu.FreeMemory ?? 0) <= gpu.Memory));
        Assert.Equal(Enumerable.Range(0, driver.Gpus.Count), driver.Gpus.Select(gpu => gpu.Index));
    }

    [Fact]
    public void ALibraryThatIsNotThereIsNone() => Assert.Null(NativeExports.TryLoad("libnothing-of-the-kind.so.1"));
}
