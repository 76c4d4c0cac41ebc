using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Formats;

/// <summary>
/// A tensor as a file holds it: contiguous (row-major), little-endian, at most 2 GiB. The bytes belong to whoever made the object —
/// an array, a mapped file, memory outside the managed heap behind a <see cref="System.Buffers.MemoryManager{T}"/> — and are never
/// copied here. One object that stands twice in a checkpoint is stored once.
/// </summary>
public sealed class TensorData : CheckpointValue
{
    private readonly long[] _shape;

    /// <summary>Describes existing bytes.</summary>
    /// <param name="elementType">What each element is.</param>
    /// <param name="shape">The length of each dimension, each at least 0; empty for a single number.</param>
    /// <param name="bytes">The elements, exactly as many as the shape says.</param>
    /// <exception cref="ArgumentException">A negative dimension, or bytes that do not fit the shape.</exception>
    public TensorData(ElementType elementType, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> bytes)
    {
        UInt128 size = (UInt128)elementType.Size();
        foreach (long length in shape)
        {
            if (length < 0) throw new ArgumentException($"Dimension {length} is negative.", nameof(shape));
            size = size == 0 || length == 0 ? 0 : size > int.MaxValue ? size : size * (UInt128)length;
        }

        if (size != (UInt128)bytes.Length)
        {
            throw new ArgumentException(
                $"[{string.Join(", ", shape.ToArray())}] of {elementType} does not take {bytes.Length} bytes.", nameof(bytes));
        }

        ElementType = elementType;
        _shape = shape.ToArray();
        Bytes = bytes;
    }

    /// <summary>What each element is.</summary>
    public ElementType ElementType { get; }

    /// <summary>The length of each dimension; empty for a single number.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>The elements: row-major, little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How many elements there are.</summary>
    public long ElementCount => Bytes.Length / ElementType.Size();

    /// <summary>A float32 tensor without dimensions: how a checkpoint holds a fraction (see <see cref="FloatValue"/>).</summary>
    public static TensorData Scalar(double value) => FromFloats([(float)value], []);

    /// <summary>A float64 tensor without dimensions: a number that must come back to the last bit.</summary>
    public static TensorData Exact(double value)
    {
        byte[] bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return new TensorData(ElementType.Float64, [], bytes);
    }

    /// <summary>A float32 tensor; the values are copied.</summary>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <exception cref="ArgumentException">The values do not fit the shape.</exception>
    public static TensorData FromFloats(ReadOnlySpan<float> values, ReadOnlySpan<long> shape)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return new TensorData(ElementType.Float32, shape, bytes);
    }

    /// <summary>The elements of a float32 tensor, without a copy; for as long as <see cref="Bytes"/> is good.</summary>
    /// <exception cref="InvalidOperationException">The tensor is of another type.</exception>
    public ReadOnlySpan<float> AsFloats() => ElementType == ElementType.Float32
        ? MemoryMarshal.Cast<byte, float>(Bytes.Span)
        : throw new InvalidOperationException($"A tensor of {ElementType} is not one of Float32.");

    /// <summary>
    /// The elements as single-precision numbers. Float16 and BFloat16 convert exactly; Float64 rounds to the nearest, half to even.
    /// </summary>
    /// <param name="target">Receives them, <see cref="ElementCount"/> of them.</param>
    /// <exception cref="ArgumentException">The target is of another length.</exception>
    /// <exception cref="InvalidOperationException">The elements are no floating-point numbers.</exception>
    public void CopyTo(Span<float> target)
    {
        if (target.Length != ElementCount)
        {
            throw new ArgumentException($"{ElementCount} elements do not go into {target.Length}.", nameof(target));
        }

        ReadOnlySpan<byte> bytes = Bytes.Span;
        switch (ElementType)
        {
            case ElementType.Float32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(target);
                break;
            case ElementType.Float64:
                ReadOnlySpan<double> doubles = MemoryMarshal.Cast<byte, double>(bytes);
                for (int i = 0; i < target.Length; i++) target[i] = (float)doubles[i];
                break;
            case ElementType.Float16:
                ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(bytes);
                for (int i = 0; i < target.Length; i++) target[i] = (float)halves[i];
                break;
            case ElementType.BFloat16:
                ReadOnlySpan<ushort> upperHalves = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < target.Length; i++) target[i] = BitConverter.UInt32BitsToSingle((uint)upperHalves[i] << 16);
                break;
            default:
                throw new InvalidOperationException($"A tensor of {ElementType} holds no floating-point numbers.");
        }
    }
}
