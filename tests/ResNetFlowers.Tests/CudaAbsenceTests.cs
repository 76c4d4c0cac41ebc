using ResNetFlowers.Capabilities;
using ResNetFlowers.Machine;

namespace ResNetFlowers.Tests;

/// <summary>Every way in which a machine may be without CUDA, and what is said of it.</summary>
public class CudaAbsenceTests
{
    private const string Mend = "build another one";

    private static readonly CudaSupport Built = new(IsBuiltIn: true, Failure: null, RuntimeVersion: 13000, CudnnVersion: 91900);
    private static readonly CudaDriver Driver = new() { IsInstalled = true, CudaVersion = 13000, Gpus = [new Gpu(0, "H100", "9.0", 1L << 36, null)] };
    private static readonly CudaDriver Blind = Driver with { Gpus = [], Status = CudaDriver.NoDevice, Error = "CUDA_ERROR_NO_DEVICE: none is detected" };

    [Fact]
    public void ALibTorchWithoutCudaIsNamedFirst() =>
        Assert.Equal($"this libtorch is built without CUDA; {Mend}", Explain(Built with { IsBuiltIn = false }, CudaDriver.None));

    [Fact]
    public void TheLoadersWordsAreKept() => Assert.Equal(
        $"libtorch's CUDA library could not be loaded (libcudnn.so.9: cannot open shared object file); install what it names, or {Mend}",
        Explain(Built with { Failure = "libcudnn.so.9: cannot open shared object file" }, Driver));

    [Fact]
    public void WithoutADriverThatIsTheReason() =>
        Assert.StartsWith($"there is no NVIDIA driver ({CudaDriver.Library} cannot be loaded); ", Explain(Built, CudaDriver.None), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    public void GpusThatAreHiddenAreNotMissing(string visible) =>
        Assert.Equal($"CUDA_VISIBLE_DEVICES is '{visible}', which leaves no GPU to see; unset it", Explain(Built, Blind, visible));

    [Fact]
    public void ADriverWithoutAGpuSaysSo() =>
        Assert.Equal("the NVIDIA driver sees no GPU (CUDA_ERROR_NO_DEVICE: none is detected); nvidia-smi must list one", Explain(Built, Blind));

    [Fact]
    public void ADriverThatDoesNotStartSaysWhy() => Assert.StartsWith(
        "the NVIDIA driver does not start (CUDA_ERROR_UNKNOWN: unknown error); ",
        Explain(Built, Blind with { Status = 999, Error = "CUDA_ERROR_UNKNOWN: unknown error" }), StringComparison.Ordinal);

    [Theory]
    [InlineData(12080, "12.8")]
    [InlineData(11020, "11.2")]
    public void ADriverOfAnOlderMajorVersionIsTooOld(int version, string name) => Assert.Equal(
        $"the NVIDIA driver is too old: it runs CUDA up to {name}, this libtorch needs 13.0; update the driver, or {Mend}",
        Explain(Built, Driver with { CudaVersion = version }));

    [Fact]
    public void ADriverOfAnOlderMinorVersionIsNot() => Assert.Equal(
        $"the NVIDIA driver sees a GPU, libtorch does not; so new or so old a GPU may be unknown to it: {Mend}",
        Explain(Built with { RuntimeVersion = 13010 }, Driver));

    [Fact]
    public void WhereLibTorchDoesNotTellTheDriverIsAskedFirst()
    {
        CudaSupport silent = new(IsBuiltIn: null, Failure: null, RuntimeVersion: 0, CudnnVersion: 0);
        Assert.StartsWith("there is no NVIDIA driver", Explain(silent, CudaDriver.None), StringComparison.Ordinal);
        Assert.Equal($"the NVIDIA driver sees a GPU, libtorch does not; it may be built without CUDA: {Mend}", Explain(silent, Driver));
    }

    [Fact]
    public void OnlyWhereAGpuCouldBeExpectedIsItsAbsenceToldUnasked()
    {
        CudaSupport broken = Built with { Failure = "libcudnn.so.9: cannot open shared object file" };
        Assert.Equal(Explain(broken, Driver), Unexpected(broken, Driver));
        Assert.Equal(Explain(broken, CudaDriver.None), Unexpected(broken, CudaDriver.None));
        Assert.Null(Unexpected(Built, CudaDriver.None));
        Assert.NotNull(Unexpected(Built with { IsBuiltIn = false }, Driver));
        Assert.Null(Unexpected(Built with { IsBuiltIn = false }, Blind));
        Assert.Null(Unexpected(Built, Blind, visible: ""));
        Assert.NotNull(Unexpected(Built, Blind, visible: null));

        static string? Unexpected(CudaSupport support, CudaDriver driver, string? visible = null) => CudaAbsence.ExplainUnexpected(support, driver, visible, Mend);
    }

    private static string Explain(CudaSupport support, CudaDriver driver, string? visible = null) => CudaAbsence.Explain(support, driver, visible, Mend);
}
