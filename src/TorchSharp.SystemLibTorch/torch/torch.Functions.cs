using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Ops.Cat.Tensor(Argument.Tensors([.. tensors]), dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Ops.Cat.Tensor(Argument.Tensors(tensors), dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Ops.Stack.Tensor(Argument.Tensors([.. tensors]), dim);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Ops.Where.Tensor(condition, x, y);

    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);
}
