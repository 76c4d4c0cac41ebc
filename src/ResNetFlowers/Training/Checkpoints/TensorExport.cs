using System.Buffers;
using ResNetFlowers.Formats;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>
/// Lends tensors to a file's writer without copying those that are contiguous on the CPU; dispose it when the file is written.
/// </summary>
internal sealed class TensorExport : IDisposable
{
    private readonly List<Tensor> _copies = [];

    /// <summary>The tensor's type in a file.</summary>
    /// <exception cref="ArgumentException">No file of ours holds this type.</exception>
    public static ElementType ElementTypeOf(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => ElementType.Float32,
        ScalarType.Float64 => ElementType.Float64,
        ScalarType.Float16 => ElementType.Float16,
        ScalarType.BFloat16 => ElementType.BFloat16,
        ScalarType.Int64 => ElementType.Int64,
        ScalarType.Int32 => ElementType.Int32,
        ScalarType.Int16 => ElementType.Int16,
        ScalarType.Int8 => ElementType.Int8,
        ScalarType.Byte => ElementType.UInt8,
        ScalarType.Bool => ElementType.Bool,
        _ => throw new ArgumentException($"a tensor of {tensor.dtype} cannot be saved", nameof(tensor)),
    };

    /// <summary>The tensor as the writer takes it, good until this object is disposed or the tensor changes.</summary>
    public TensorData Add(Tensor tensor)
    {
        Tensor source = tensor;
        if (!tensor.is_cpu() || !tensor.is_contiguous())
        {
            source = tensor.detach().cpu().contiguous().DetachFromDisposeScope();
            _copies.Add(source);
        }

        return new TensorData(ElementTypeOf(source), source.shape, new TensorMemory(source).Memory);
    }

    public void Dispose()
    {
        foreach (Tensor copy in _copies) copy.Dispose();
    }

    /// <summary>A tensor's bytes as memory. The tensor keeps them where they are, so there is nothing to pin.</summary>
    private sealed class TensorMemory(Tensor tensor) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => tensor.bytes;

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("a tensor's memory is read as a span");

        public override void Unpin() => throw new NotSupportedException("a tensor's memory is read as a span");

        protected override void Dispose(bool disposing)
        {
        }
    }
}
