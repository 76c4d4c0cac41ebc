using TorchSharp.Native;

namespace TorchSharp.SystemLibTorch;

/// <summary>An extension of ours, PyTorch's torch.backends.cuda and torch.backends.cudnn: how CUDA computes. All of it holds for the whole process.</summary>
public static unsafe class CudaMath
{
    /// <summary>Whether float32 matrix products and convolutions may round what they are given to TensorFloat-32's 10 bits.</summary>
    public static bool AllowTf32
    {
        set => LibTorch.Check(LibTorch.flowers_set_tf32(value ? 1 : 0));
    }

    /// <summary>Whether cuDNN tries its algorithms where it sees a shape for the first time, and keeps the fastest.</summary>
    public static bool Benchmark
    {
        set => LibTorch.Check(LibTorch.flowers_set_cudnn_benchmark(value ? 1 : 0));
    }

    /// <summary>Whether there is a CUDA device, and the present one computes in bfloat16: compute capability 8 or above.</summary>
    public static bool HasBFloat16
    {
        get
        {
            if (CudaLibrary.State != CudaLibraryState.Loaded) return false;
            int has;
            LibTorch.Check(LibTorch.flowers_cuda_has_bfloat16(&has));
            return has != 0;
        }
    }
}
