using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp.SystemLibTorch;

/// <summary>An extension of ours: which libtorch is in use, and how it was built.</summary>
public static class LibTorchBuild
{
    /// <summary>The path of <c>libtorch_cpu.so</c> as the loader found it.</summary>
    public static string LibraryPath => Marshal.PtrToStringUTF8(LibTorch.flowers_libtorch_path())!;

    /// <summary>
    /// What <c>torch.__config__.parallel_info()</c> returns in Python: several lines for people about threads and the variables that set
    /// their number.
    /// </summary>
    public static string Parallelism => Marshal.PtrToStringUTF8(LibTorch.flowers_parallel_info())!;

    /// <summary>
    /// What <c>torch.__config__.show()</c> prints in Python: several lines for people about oneDNN, MKL, OpenMP, CUDA and the instruction
    /// set in use. Loads CUDA where libtorch has it, because it asks for it.
    /// </summary>
    public static string Configuration
    {
        get
        {
            _ = CudaLibrary.State;
            return Marshal.PtrToStringUTF8(LibTorch.flowers_show_config())!;
        }
    }
}
