using TorchSharp.SystemLibTorch;

namespace ResNetFlowers.Capabilities;

/// <summary>Which libtorch is in use, and how another one is taken.</summary>
internal static class TorchLibrary
{
    /// <summary>What the property <c>TorchProvider</c> was.</summary>
    public const string Provider = "system";

    // Stands beside the program where it was unpacked, and not where it was built.
    private const string LocalBuild = "build-native.sh";

    /// <summary>The path of libtorch's main library; loads libtorch.</summary>
    public static string? Path => LibTorchBuild.LibraryPath;

    /// <summary>libtorch's own lines about how it was built; null where it has none.</summary>
    public static string? Configuration => LibTorchBuild.Configuration;

    /// <summary>What it has of CUDA, which is loaded to find out.</summary>
    public static CudaSupport Cuda => new(
        CudaLibrary.State != CudaLibraryState.Absent, CudaLibrary.Failure, CudaLibrary.RuntimeVersion, CudaLibrary.CudnnVersion);

    /// <summary>How one gets a libtorch with CUDA.</summary>
    public static string CudaMend => $"build against one that has CUDA, a PyTorch's folder torch or the libtorch zip's: {Build("LIBTORCH=FOLDER ")}";

    /// <summary>How the library between this program and libtorch is made anew.</summary>
    public static string BuildMend => $"build it against the libtorch that is here: {Build("")} (LIBTORCH=FOLDER before it names one of your own)";

    private static string Build(string setting)
    {
        string local = System.IO.Path.Combine(AppContext.BaseDirectory, LocalBuild);
        return File.Exists(local) ? $"{setting}{local}" : $"{setting}scripts/flowers doctor";
    }
}
