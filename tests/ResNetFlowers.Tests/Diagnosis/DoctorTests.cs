using ResNetFlowers.Diagnosis;
using TorchSharp;

namespace ResNetFlowers.Tests.Diagnosis;

public class DoctorTests
{
    private static readonly DoctorReport Report = Doctor.Examine();

    [Fact]
    public void TheLibTorchIsTheOneInUse()
    {
        Assert.Null(Report.Failure);
        Assert.Equal(torch.__version__, Report.Libtorch!.Version);
        Assert.Equal(torch.get_num_threads(), Report.Libtorch.Threads);
        Assert.Equal(ComputeDevice.Find("auto").ToString(), Report.Device);
    }

    [Fact]
    public void ThereIsCudaOrAReasonWhyNot() => Assert.Equal(Report.NoCuda is null, Report.Device!.StartsWith("cuda", StringComparison.Ordinal));

    [Fact]
    public void TheLibrariesThatAreLoadedAreListed()
    {
        Assert.NotEmpty(Report.Libraries);
        Assert.All(Report.Libraries, path => Assert.True(File.Exists(path), path));
        Assert.Equal(Report.Libraries.Distinct(), Report.Libraries);
    }

    [Fact]
    public void TheMemoryIsThisMachines() => Assert.InRange(Report.FreeMemory, 1, Report.Memory);
}
