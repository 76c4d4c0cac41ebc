using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static class linalg
    {
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Ops.LinalgEigh.TensorPair(input, Argument.Text($"{UPLO}"));
    }
}
