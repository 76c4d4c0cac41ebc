using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Ops.View.Tensor(this, shape);

        public Tensor reshape(params long[] shape) => Ops.Reshape.Tensor(this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Ops.Flatten.Tensor(this, start_dim, end_dim);

        public Tensor permute(params long[] permutation) => Ops.Permute.Tensor(this, permutation);

        public Tensor transpose(long dim0, long dim1) => Ops.Transpose.Tensor(this, dim0, dim1);

        public Tensor t() => Ops.T.Tensor(this);

        public Tensor squeeze(long? dim = null) => dim is { } one ? Ops.SqueezeDim.Tensor(this, one) : Ops.Squeeze.Tensor(this);

        public Tensor unsqueeze(long dim) => Ops.Unsqueeze.Tensor(this, dim);

        public Tensor expand(params long[] sizes) => Ops.Expand.Tensor(this, sizes);

        public Tensor repeat(params long[] sizes) => Ops.Repeat.Tensor(this, sizes);

        public Tensor contiguous() => Ops.Contiguous.Tensor(this);

        public Tensor clone() => Ops.Clone.Tensor(this);

        public Tensor alias() => Ops.Alias.Tensor(this);

        public Tensor flip(params long[] dims) => Ops.Flip.Tensor(this, dims);

        public Tensor narrow(long dim, long start, long length) => Ops.Narrow.Tensor(this, dim, start, length);

        public Tensor select(long dim, long index) => Ops.Select.Tensor(this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => Ops.Slice.Tensor(this, dim, start, finish, step);

        public Tensor index_select(long dim, Tensor index) => Ops.IndexSelect.Tensor(this, dim, index);

        public Tensor gather(long dim, Tensor index) => Ops.Gather.Tensor(this, dim, index);

        public Tensor[] chunk(long chunks, long dim = 0) => Ops.Chunk.TensorArray((int)chunks, this, chunks, dim);

        public Tensor[] split(long size, int dim = 0) =>
            Ops.Split.TensorArray((int)Math.Max(1, (shape[Wrap(dim)] + size - 1) / size), this, size, (long)dim);

        public Tensor[] unbind(long dimension = 0) => Ops.Unbind.TensorArray((int)shape[Wrap((int)dimension)], this, dimension);

        // ---- Element type and device ----

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Ops.ToType.Tensor(this, type, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Ops.ToDevice.Tensor(this, device, dtype, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Ops.ToDevice.Tensor(this, device, type, non_blocking, copy), disposeAfter);

        public Tensor cpu() => to(CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor pin_memory() => Ops.PinMemory.Tensor(this);

        public bool is_pinned() => Ops.IsPinned.Bool(this);

        private Tensor After(Tensor result, bool disposeAfter)
        {
            if (disposeAfter) Dispose();
            return result;
        }
    }
}
