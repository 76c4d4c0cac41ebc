namespace TorchSharp.SystemLibTorch.Tests.Native;

/// <summary>What libtorch names and never uses is not loaded with it.</summary>
public class StandInTests
{
    [Fact]
    public void NoImageVideoOrClusterLibraryIsLoaded()
    {
        torch.zeros([1]).Dispose();
        string[] loaded = [.. File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..]).Where(path => path.StartsWith('/')).Distinct(StringComparer.Ordinal)];

        Assert.Contains(loaded, path => Path.GetFileName(path).StartsWith("libtorch_cpu.so", StringComparison.Ordinal));
        string standIns = Path.Combine(AppContext.BaseDirectory, "stand-ins") + "/";
        Assert.DoesNotContain(loaded, path => IsForeign(Path.GetFileName(path)) && !path.StartsWith(standIns, StringComparison.Ordinal));
    }

    // OpenCV, FFmpeg, Open MPI, of which the last one is what its front end brings along.
    private static bool IsForeign(string name) =>
        new[] { "libopencv_", "libavcodec.", "libmpi.", "libopen_mpi.", "libopen-pal." }.Any(foreign => name.StartsWith(foreign, StringComparison.Ordinal));
}
