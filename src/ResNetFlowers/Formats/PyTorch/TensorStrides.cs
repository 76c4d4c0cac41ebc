namespace ResNetFlowers.Formats.PyTorch;

/// <summary>Where the elements of a tensor lie in its storage.</summary>
internal static class TensorStrides
{
    // at::kMaxDims: libtorch has no tensor of more. A shape may be named again and again, so that it must not be long.
    private const int MaxDimensions = 64;

    /// <summary>The strides of a row-major tensor without gaps, in elements.</summary>
    public static long[] Contiguous(ReadOnlySpan<long> shape)
    {
        long[] strides = new long[shape.Length];
        long stride = 1;
        for (int dimension = shape.Length - 1; dimension >= 0; dimension--)
        {
            strides[dimension] = stride;
            stride *= Math.Max(shape[dimension], 1);
        }

        return strides;
    }

    /// <summary>Whether the elements lie one after the other, in order. The stride of a dimension of one element does not matter.</summary>
    public static bool AreContiguous(TensorLayout layout)
    {
        long[] contiguous = Contiguous(layout.Shape);
        for (int dimension = 0; dimension < contiguous.Length; dimension++)
        {
            if (layout.Shape[dimension] != 1 && layout.Strides[dimension] != contiguous[dimension]) return false;
        }

        return true;
    }

    /// <summary>How many elements a tensor has, and how many its storage must have to hold it.</summary>
    /// <exception cref="InvalidDataException">A negative number, other strides than dimensions, too many dimensions, or more than
    /// 64 bits.</exception>
    public static (long Elements, long Reach) Measure(TensorLayout layout)
    {
        if (layout.Shape.Length > MaxDimensions) throw new InvalidDataException($"a tensor in it has {layout.Shape.Length} dimensions");
        if (layout.Shape.Length != layout.Strides.Length || layout.Offset < 0
            || Array.Exists(layout.Shape, length => length < 0) || Array.Exists(layout.Strides, stride => stride < 0))
        {
            throw new InvalidDataException("the shape of a tensor in it makes no sense");
        }

        // Nothing of an empty tensor is ever touched, wherever it says it lies.
        if (Array.Exists(layout.Shape, length => length == 0)) return (0, 0);
        try
        {
            long elements = 1;
            long last = layout.Offset;
            for (int dimension = 0; dimension < layout.Shape.Length; dimension++)
            {
                elements = checked(elements * layout.Shape[dimension]);
                last = checked(last + (layout.Shape[dimension] - 1) * layout.Strides[dimension]);
            }

            return (elements, checked(last + 1));
        }
        catch (OverflowException exception)
        {
            throw new InvalidDataException("a tensor in it is larger than any memory", exception);
        }
    }

    /// <summary>Copies the elements of a tensor out of its storage, into row-major order.</summary>
    /// <param name="storage">The storage; large enough, see <see cref="Measure"/>.</param>
    /// <param name="layout">Where the elements lie.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="target">Receives them; exactly as long as they are.</param>
    public static void Gather(ReadOnlySpan<byte> storage, TensorLayout layout, int elementSize, Span<byte> target)
    {
        long[] index = new long[layout.Shape.Length];
        long element = layout.Offset;
        for (int written = 0; written < target.Length; written += elementSize)
        {
            storage.Slice((int)(element * elementSize), elementSize).CopyTo(target[written..]);
            for (int dimension = index.Length - 1; dimension >= 0; dimension--)
            {
                element += layout.Strides[dimension];
                if (++index[dimension] < layout.Shape[dimension]) break;
                element -= index[dimension] * layout.Strides[dimension];
                index[dimension] = 0;
            }
        }
    }
}
