using TorchSharp.SystemLibTorch;

namespace ResNetFlowers.Capabilities;

/// <summary>Which libtorch is in use, and how another one is taken.</summary>
internal static class TorchLibrary
{
    /// <summary>What the property <c>TorchProvider</c> was.</summary>
    public const string Provider = "system";

    // In a clone a change of LIBTORCH is noticed, and what is missing is built.
    private const string CloneBuild = "scripts/flowers doctor";

    // Stands above the program where it was unpacked from an archive, and not where it was built.
    private static readonly string LocalBuild = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "build-native.sh"));

    /// <summary>The path of libtorch's main library; loads libtorch.</summary>
    public static string? LibraryPath => LibTorchBuild.LibraryPath;

    /// <summary>libtorch's own lines about how it was built; null where it has none.</summary>
    public static string? Configuration => LibTorchBuild.Configuration;

    /// <summary>libtorch's own lines about its threads; null where it has none.</summary>
    public static string? Parallelism => LibTorchBuild.Parallelism;

    /// <summary>What it has of CUDA, which is loaded to find out.</summary>
    public static CudaSupport Cuda => new(
        CudaLibrary.State != CudaLibraryState.Absent, CudaLibrary.Failure, CudaLibrary.RuntimeVersion, CudaLibrary.CudnnVersion);

    /// <summary>How one gets a libtorch with CUDA.</summary>
    public static string CudaMend =>
        $"build against one that has CUDA, a PyTorch's folder torch or the libtorch zip's: LIBTORCH=FOLDER {(IsUnpacked ? LocalBuild : CloneBuild)}";

    /// <summary>How the library between this program and libtorch is made anew.</summary>
    public static string BuildMend =>
        $"build it anew: {(IsUnpacked ? LocalBuild : $"rm -rf artifacts/flowers artifacts/native; {CloneBuild}")}, with LIBTORCH=FOLDER before that for a libtorch of your own";

    private static bool IsUnpacked => File.Exists(LocalBuild);
}
