namespace TorchSharp.SystemLibTorch.Tests.Native;

/// <summary>What libtorch names and never uses is not loaded with it.</summary>
public class StandInTests
{
    [Fact]
    public void NoForeignImageOrVideoLibraryIsLoaded()
    {
        torch.zeros([1]).Dispose();
        string[] loaded = [.. File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..]).Where(path => path.StartsWith('/')).Distinct(StringComparer.Ordinal)];

        Assert.Contains(loaded, path => Path.GetFileName(path).StartsWith("libtorch_cpu.so", StringComparison.Ordinal));
        string standIns = Path.Combine(AppContext.BaseDirectory, "stand-ins") + "/";
        Assert.DoesNotContain(loaded, path => IsOfOpenCvOrFfmpeg(Path.GetFileName(path)) && !path.StartsWith(standIns, StringComparison.Ordinal));
    }

    private static bool IsOfOpenCvOrFfmpeg(string name) =>
        name.StartsWith("libopencv_", StringComparison.Ordinal) || name.StartsWith("libavcodec", StringComparison.Ordinal);
}
