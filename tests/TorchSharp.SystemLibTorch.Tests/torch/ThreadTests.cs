using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Torch;

[Collection(Alone.Name)]
public class ThreadTests
{
    [SystemProviderFact]
    public void AllCoresAreUsedUnlessToldOtherwise()
    {
        string? told = Environment.GetEnvironmentVariable("OMP_NUM_THREADS");

        Assert.Equal(string.IsNullOrEmpty(told) ? Environment.ProcessorCount : int.Parse(told), get_num_threads());
    }

    [Fact]
    public void TheNumberOfThreadsCanBeSet()
    {
        int before = get_num_threads();
        try
        {
            set_num_threads(1);
            Assert.Equal(1, get_num_threads());
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void CudaIsAvailableOnlyWithADevice() => Assert.Equal(cuda.is_available(), cuda.device_count() > 0);
}
