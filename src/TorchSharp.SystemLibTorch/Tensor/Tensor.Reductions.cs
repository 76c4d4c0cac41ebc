using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Ops.Sum.Tensor(this, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Ops.SumDims.Tensor(this, dim, keepdim, type);

        public Tensor mean() => Ops.Mean.Tensor(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Ops.MeanDims.Tensor(this, dimensions, keepdim, type);

        public Tensor std(bool unbiased = true) => Ops.Std.Tensor(this, unbiased);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(Ops.StdDims.Tensor(this, dimensions, unbiased, keepdim), type);

        public Tensor var(bool unbiased = true) => Ops.Var.Tensor(this, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(Ops.VarDims.Tensor(this, dimensions, unbiased, keepdim), type);

        public Tensor max() => Ops.Max.Tensor(this);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Ops.MaxDim.TensorPair(this, dim, keepdim);

        public Tensor min() => Ops.Min.Tensor(this);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Ops.MinDim.TensorPair(this, dim, keepdim);

        public Tensor amax(params long[] dims) => Ops.AMax.Tensor(this, dims);

        public Tensor amin(params long[] dims) => Ops.AMin.Tensor(this, dims);

        public Tensor argmax() => Ops.ArgMax.Tensor(this);

        public Tensor argmax(long dim, bool keepdim = false) => Ops.ArgMax.Tensor(this, dim, keepdim);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Ops.TopK.TensorPair(this, (long)k, (long)dim, largest, sorted);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Ops.Sort.TensorPair(this, stable, dim, descending);

        public Tensor cumsum(long dim, ScalarType? type = null) => Ops.CumSum.Tensor(this, dim, type);

        public Tensor norm(float p = 2) => Ops.Norm.Tensor(this, (Scalar)p);

        public Tensor all() => Ops.All.Tensor(this);

        public Tensor any() => Ops.Any.Tensor(this);

        private static Tensor Converted(Tensor tensor, ScalarType? type) => type is { } wanted ? tensor.to_type(wanted) : tensor;
    }
}
