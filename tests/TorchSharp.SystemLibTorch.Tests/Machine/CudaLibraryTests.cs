using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Machine;

public class CudaLibraryTests
{
    [Fact]
    public void ItIsThereWhereALibraryLiesBesideLibTorch()
    {
        bool isThere = File.Exists(Path.Combine(Path.GetDirectoryName(LibTorchBuild.LibraryPath)!, "libtorch_cuda.so"));
        Assert.Equal(isThere, CudaLibrary.State != CudaLibraryState.Absent);
        Assert.Equal(CudaLibrary.State == CudaLibraryState.Broken, CudaLibrary.Failure is not null);
    }

    [Fact]
    public void OnlyALoadedOneHasVersionsAndDevices()
    {
        bool isLoaded = CudaLibrary.State == CudaLibraryState.Loaded;
        Assert.Equal(isLoaded, CudaLibrary.RuntimeVersion > 0);
        Assert.True(isLoaded || (CudaLibrary.CudnnVersion == 0 && cuda.device_count() == 0));
    }
}
