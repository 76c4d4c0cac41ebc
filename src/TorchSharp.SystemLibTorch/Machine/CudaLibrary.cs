using TorchSharp.Native;

namespace TorchSharp.SystemLibTorch;

/// <summary>Whether libtorch can be given CUDA.</summary>
public enum CudaLibraryState
{
    /// <summary>This libtorch is built without it.</summary>
    Absent,

    /// <summary>The library is there, but could not be loaded.</summary>
    Broken,

    /// <summary>The library is loaded; that says nothing about a GPU.</summary>
    Loaded,
}

/// <summary>
/// An extension of ours: the part of libtorch that holds CUDA, a library of its own, <c>libtorch_cuda.so</c>. Loading it takes seconds, so
/// it is loaded by the first question about CUDA and not with libtorch. That question must come before the first computation: libtorch's
/// own first look at what devices there are is its last.
/// </summary>
public static class CudaLibrary
{
    private static readonly Lazy<(CudaLibraryState State, string? Failure)> Attempt = new(Load);

    /// <summary>How loading it went; the first call loads it.</summary>
    public static CudaLibraryState State => Attempt.Value.State;

    /// <summary>The loader's words where it could not be loaded, else null.</summary>
    public static string? Failure => Attempt.Value.Failure;

    /// <summary>The version of the CUDA runtime that libtorch is built with, 13000 for 13.0; 0 without CUDA.</summary>
    public static long RuntimeVersion => Versions().Runtime;

    /// <summary>The version of cuDNN that libtorch is built with, 91900 for 9.19.0, 8902 for 8.9.2; 0 without it.</summary>
    public static long CudnnVersion => Versions().Cudnn;

    private static unsafe (CudaLibraryState State, string? Failure) Load()
    {
        int found;
        if (LibTorch.flowers_load_cuda_library(&found) == 0) return (CudaLibraryState.Broken, LibTorch.LastError);
        return (found == 0 ? CudaLibraryState.Absent : CudaLibraryState.Loaded, null);
    }

    private static unsafe (long Runtime, long Cudnn) Versions()
    {
        if (State != CudaLibraryState.Loaded) return default;
        long runtime, cudnn;
        LibTorch.Check(LibTorch.flowers_cuda_versions(&runtime, &cudnn));
        return (runtime, cudnn);
    }
}
