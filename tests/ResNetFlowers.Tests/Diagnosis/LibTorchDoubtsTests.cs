using ResNetFlowers.Diagnosis;

namespace ResNetFlowers.Tests.Diagnosis;

public class LibTorchDoubtsTests
{
    private static readonly LibTorchReport LibTorch = new()
    {
        Version = "2.11.0", Folder = "/opt/torch/lib", IsSystems = false, Cuda = "13.0", Cudnn = "9.19.0", Threads = 8,
        Configuration = ["PyTorch built with:", "Build settings: USE_MPI=OFF, TORCH_VERSION=2.11.0, USE_NCCL=1"], Parallelism = [],
    };

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/opt/torch")]
    [InlineData("/opt/other/../torch/")]
    public void TheLibTorchThatWasMeantRaisesNone(string? wanted) => Assert.Empty(LibTorchDoubts.About(LibTorch, wanted, "do this"));

    [Fact]
    public void AnotherFolderThanTheVariablesIsOdd() =>
        Assert.Equal(["LIBTORCH is /opt/other, but the program was built with /opt/torch/lib; do this"], LibTorchDoubts.About(LibTorch, "/opt/other", "do this"));

    [Theory]
    [InlineData("2.11.1", false)]
    [InlineData("2.1.0", true)]
    [InlineData("2.12.0", true)]
    public void AnotherVersionThanWasBuiltWithIsOdd(string own, bool isOdd)
    {
        LibTorchReport changed = LibTorch with { Configuration = [$"Build settings: TORCH_VERSION={own}, USE_NCCL=1"] };
        string[] expected = isOdd ? [$"the program was built with libtorch 2.11.0, but the one in /opt/torch/lib is {own[..own.LastIndexOf('.')]}; do this"] : [];
        Assert.Equal(expected, LibTorchDoubts.About(changed, null, "do this"));
    }
}
