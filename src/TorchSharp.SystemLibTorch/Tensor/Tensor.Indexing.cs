using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Assign(select(0, i1), value);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Chain(i1, i2);
            set => Assign(Chain(i1, i2), value);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Chain(i1, i2, i3);
            set => Assign(Chain(i1, i2, i3), value);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Chain(i1, i2, i3, i4);
            set => Assign(Chain(i1, i2, i3, i4), value);
        }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor index(params Tensor[] indices) => Ops.Index.Tensor(this, Argument.OptionalTensors(indices));

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Ops.IndexPutInPlace.InPlace(this, this, Argument.OptionalTensors(indices), value, accumulate);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Ops.IndexCopyInPlace.InPlace(this, this, dim, index, source);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Ops.ScatterAddInPlace.InPlace(this, this, dim, index, src);

        private Tensor Chain(params ReadOnlySpan<long> indices)
        {
            Tensor result = select(0, indices[0]);
            foreach (long index in indices[1..])
            {
                Tensor outer = result;
                result = outer.select(0, index);
                outer.Dispose();
            }

            return result;
        }

        private static void Assign(Tensor view, Tensor value)
        {
            view.copy_(value);
            view.Dispose();
        }
    }
}
