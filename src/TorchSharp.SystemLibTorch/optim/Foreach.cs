using TorchSharp.Native;

namespace TorchSharp.Modules;

/// <summary>The foreach operators that optimizers are built of: one call over the tensors of a whole group.</summary>
internal static class Foreach
{
    // Of libtorch 2.1.
    private static readonly bool HasTensorFactor = Ops.ForeachMulTensorInPlace.Exists;

    public static void Add(IReadOnlyList<torch.Tensor> self, IReadOnlyList<torch.Tensor> other, double alpha = 1) =>
        Ops.ForeachAddInPlace.Run(Argument.Tensors(self), Argument.Tensors(other), alpha);

    public static void Add(IReadOnlyList<torch.Tensor> self, double value) => Ops.ForeachAddScalarInPlace.Run(Argument.Tensors(self), value);

    public static void Multiply(IReadOnlyList<torch.Tensor> self, double factor) => Ops.ForeachMulScalarInPlace.Run(Argument.Tensors(self), factor);

    /// <summary>self *= factor, a number that the device knows and the host need not.</summary>
    public static void Multiply(IReadOnlyList<torch.Tensor> self, torch.Tensor factor)
    {
        if (HasTensorFactor) Ops.ForeachMulTensorInPlace.Run(Argument.Tensors(self), factor);
        else foreach (torch.Tensor tensor in self) tensor.mul_(factor);
    }

    public static void Divide(IReadOnlyList<torch.Tensor> self, double divisor) => Ops.ForeachDivScalarInPlace.Run(Argument.Tensors(self), divisor);

    public static torch.Tensor[] Negated(IReadOnlyList<torch.Tensor> self) => Ops.ForeachNeg.TensorArray(self.Count, Argument.Tensors(self));

    /// <summary>self + alpha · other, in new tensors.</summary>
    public static torch.Tensor[] Sum(IReadOnlyList<torch.Tensor> self, IReadOnlyList<torch.Tensor> other, double alpha) =>
        Ops.ForeachAdd.TensorArray(self.Count, Argument.Tensors(self), Argument.Tensors(other), alpha);

    public static void Maximum(IReadOnlyList<torch.Tensor> self, IReadOnlyList<torch.Tensor> other) =>
        Ops.ForeachMaximumInPlace.Run(Argument.Tensors(self), Argument.Tensors(other));

    public static torch.Tensor[] Sqrt(IReadOnlyList<torch.Tensor> self) => Ops.ForeachSqrt.TensorArray(self.Count, Argument.Tensors(self));

    /// <summary>self += value · first · second.</summary>
    public static void AddCMul(IReadOnlyList<torch.Tensor> self, IReadOnlyList<torch.Tensor> first, IReadOnlyList<torch.Tensor> second, double value) =>
        Ops.ForeachAddCMulInPlace.Run(Argument.Tensors(self), Argument.Tensors(first), Argument.Tensors(second), value);

    /// <summary>self += value · first / second.</summary>
    public static void AddCDiv(IReadOnlyList<torch.Tensor> self, IReadOnlyList<torch.Tensor> first, IReadOnlyList<torch.Tensor> second, double value) =>
        Ops.ForeachAddCDivInPlace.Run(Argument.Tensors(self), Argument.Tensors(first), Argument.Tensors(second), value);
}
