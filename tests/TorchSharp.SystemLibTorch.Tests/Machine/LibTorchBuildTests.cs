namespace TorchSharp.SystemLibTorch.Tests.Machine;

public class LibTorchBuildTests
{
    [Fact]
    public void ThePathIsThatOfTheLoadedLibrary()
    {
        string path = LibTorchBuild.LibraryPath;
        Assert.StartsWith("libtorch_cpu.so", Path.GetFileName(path), StringComparison.Ordinal);
        Assert.True(Path.IsPathRooted(path) && File.Exists(path), path);
    }

    [Fact]
    public void TheThreadsAreThoseInUse() =>
        Assert.Contains($"at::get_num_threads() : {torch.get_num_threads()}\n", LibTorchBuild.Parallelism, StringComparison.Ordinal);

    [Fact]
    public void TheConfigurationNamesTheLibrariesInside()
    {
        string text = LibTorchBuild.Configuration;
        Assert.StartsWith("PyTorch built with:", text, StringComparison.Ordinal);
        Assert.Contains("CPU capability usage: ", text, StringComparison.Ordinal);
        Assert.Equal(text, LibTorchBuild.Configuration);
    }
}
