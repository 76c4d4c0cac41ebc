using System.Buffers;
using ResNetFlowers.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Checkpoints;

/// <summary>
/// Lends tensors to a file's writer. One that is not contiguous on the CPU is copied when its turn comes, and the copy goes when the next
/// one's does, for all of them together may be three times a network. Dispose it when the file is written.
/// </summary>
internal class TensorExport : IDisposable
{
    private Tensor? _source;
    private Tensor? _copy;

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

    /// <summary>The tensor as the writer takes it; its bytes are good until the bytes of another are asked for, and it must not change meanwhile.</summary>
    public virtual TensorData Add(Tensor tensor) => new(ElementTypeOf(tensor), tensor.shape, new TensorMemory(this, tensor).Memory);

    public virtual void Dispose() => _copy?.Dispose();

    private Span<byte> BytesOf(Tensor tensor)
    {
        if (tensor.is_cpu() && tensor.is_contiguous()) return tensor.bytes;
        if (!ReferenceEquals(_source, tensor))
        {
            _copy?.Dispose();
            using DisposeScope scope = NewDisposeScope();
            _copy = tensor.detach().cpu().contiguous().DetachFromDisposeScope();
            _source = tensor;
        }

        return _copy!.bytes;
    }

    /// <summary>A tensor's bytes as memory. They stay where they are for as long as they are looked at, so there is nothing to pin.</summary>
    private sealed class TensorMemory(TensorExport export, Tensor tensor) : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(checked((int)(tensor.numel() * tensor.element_size())));

        public override Span<byte> GetSpan() => export.BytesOf(tensor);

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("a tensor's memory is read as a span");

        public override void Unpin() => throw new NotSupportedException("a tensor's memory is read as a span");

        protected override void Dispose(bool disposing)
        {
        }
    }
}
