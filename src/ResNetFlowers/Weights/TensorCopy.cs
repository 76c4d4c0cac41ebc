using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Formats;
using static TorchSharp.torch;

namespace ResNetFlowers.Weights;

/// <summary>From a file's tensors to a network's, one by one; the shapes were compared before.</summary>
internal static class TensorCopy
{
    /// <summary>
    /// Overwrites a tensor on the CPU with a file's numbers: of the same type, or of another floating-point type where it is float32.
    /// </summary>
    public static void Copy(TensorData source, Tensor target)
    {
        if (ScalarTypeOf(source.ElementType) == target.dtype) source.Bytes.Span.CopyTo(target.bytes);
        else source.CopyTo(MemoryMarshal.Cast<byte, float>(target.bytes));
        GC.KeepAlive(target);
    }

    /// <summary>
    /// As <see cref="Copy"/>, for a tensor of the same type, but without copying where the provider can do so and the file's bytes are
    /// aligned: the tensor then lies in the file, whose pages are private to the process, for as long as it lives.
    /// </summary>
    public static void Lend(TensorData source, Tensor target)
    {
        if (!IsAligned(source.Bytes.Span) || !TorchCapabilities.TryLend(target, source.Bytes)) Copy(source, target);
    }

    /// <summary>Whether a file's tensor holds numbers with a fraction.</summary>
    public static bool IsFloatingPoint(TensorData source) =>
        source.ElementType is ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.BFloat16;

    /// <summary>Whether no number of a file's tensor is infinite, or none at all; whole numbers never are.</summary>
    public static bool IsFinite(TensorData source)
    {
        if (!IsFloatingPoint(source)) return true;
        if (source.ElementType == ElementType.Float32) return IsFinite(source.AsFloats());
        float[] numbers = ArrayPool<float>.Shared.Rent((int)source.ElementCount);
        try
        {
            Span<float> converted = numbers.AsSpan(0, (int)source.ElementCount);
            source.CopyTo(converted);
            return IsFinite(converted);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(numbers);
        }
    }

    /// <summary>Whether two tensors have the same dimensions.</summary>
    public static bool SameShape(TensorData source, Tensor target) => source.Shape.SequenceEqual(target.shape);

    // As libtorch's own memory is, on which its vector instructions may count.
    private static unsafe bool IsAligned(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) return (nuint)start % 64 == 0;
    }

    // What is not finite, less itself, is not a number, and stays so in a sum.
    private static bool IsFinite(ReadOnlySpan<float> numbers)
    {
        Vector<float> sum = Vector<float>.Zero;
        int i = 0;
        for (; i <= numbers.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var several = new Vector<float>(numbers[i..]);
            sum += several - several;
        }

        bool isFinite = sum == Vector<float>.Zero;
        for (; i < numbers.Length; i++) isFinite &= float.IsFinite(numbers[i]);
        return isFinite;
    }

    /// <summary>A shape as a person reads it, <c>[64, 3, 7, 7]</c>.</summary>
    public static string Describe(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    /// <summary>libtorch's word for a type in a file.</summary>
    public static ScalarType ScalarTypeOf(ElementType type) => type switch
    {
        ElementType.Float32 => ScalarType.Float32,
        ElementType.Float64 => ScalarType.Float64,
        ElementType.Float16 => ScalarType.Float16,
        ElementType.BFloat16 => ScalarType.BFloat16,
        ElementType.Int64 => ScalarType.Int64,
        ElementType.Int32 => ScalarType.Int32,
        ElementType.Int16 => ScalarType.Int16,
        ElementType.Int8 => ScalarType.Int8,
        ElementType.UInt8 => ScalarType.Byte,
        ElementType.Bool => ScalarType.Bool,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an element type."),
    };
}
