using ResNetFlowers.Machine;

namespace ResNetFlowers.Tests.Machine;

public class LoadedLibrariesTests
{
    [Theory]
    [InlineData("/usr/lib/libtorch_cpu.so.1.13.0", true)]
    [InlineData("/opt/torch/lib/libc10_cuda.so", true)]
    [InlineData("/opt/nvidia/cudnn/lib/libcudnn_ops.so.9", true)]
    [InlineData("/opt/torch/lib/libgomp-a34b3233.so.1", true)]
    [InlineData("/usr/lib/libgd.so.3.0.11", true)]
    [InlineData("/usr/lib/libssl.so.3", true)]
    [InlineData("/opt/flowers/libSkiaSharp.so", true)]
    [InlineData("/opt/flowers/TorchSharp.SystemLibTorch.dll", false)]
    [InlineData("/usr/lib/libgdk-3.so.0", false)]
    [InlineData("/usr/lib/libc.so.6", false)]
    [InlineData("/usr/share/dotnet/libcoreclr.so", false)]
    public void ThoseThatMatterAreKnown(string path, bool isTelling) => Assert.Equal(isTelling, LoadedLibraries.IsTelling(path));
}
