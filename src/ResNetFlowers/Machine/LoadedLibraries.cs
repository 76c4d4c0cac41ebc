using System.Diagnostics;

namespace ResNetFlowers.Machine;

/// <summary>The native libraries that this process has loaded.</summary>
internal static class LoadedLibraries
{
    // How the names of those that matter begin, without "lib": ours, libtorch's, CUDA's, those that compute and those for pictures.
    private static readonly string[] Telling =
    [
        "flowers_torch", "torch", "c10", "shm.", "cuda.", "nvcuda", "cudart", "cudnn", "cublas", "cufft", "curand", "cusolver",
        "cusparse", "cupti", "nccl", "nvrtc", "nvJitLink", "nvidia-ml", "gomp", "iomp", "omp.", "omp1", "mkl_", "dnnl", "openblas", "blas.",
        "lapack.", "turbojpeg", "gd.", "gd3", "ssl.",
    ];

    // Of these there are managed ones as well, without "lib".
    private static readonly string[] TellingWithLib = ["libTorchSharp", "libSkiaSharp"];

    /// <summary>Those that a network or a picture may depend on, each path once, by name.</summary>
    public static IReadOnlyList<string> Paths()
    {
        using var process = Process.GetCurrentProcess();
        return [.. process.Modules.Cast<ProcessModule>()
            .Select(module => module.FileName)
            .Where(IsTelling)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(path => Path.GetFileName(path), StringComparer.Ordinal)];
    }

    /// <summary>Whether a library is one of those.</summary>
    internal static bool IsTelling(string path)
    {
        string name = Path.GetFileName(path);
        if (TellingWithLib.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))) return true;
        if (name.StartsWith("lib", StringComparison.Ordinal)) name = name["lib".Length..];
        return Telling.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));
    }
}
