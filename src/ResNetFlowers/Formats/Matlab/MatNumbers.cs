using System.Buffers.Binary;

namespace ResNetFlowers.Formats.Matlab;

/// <summary>Reads the numbers of an array, which MATLAB stores in the smallest type that holds them all.</summary>
internal static class MatNumbers
{
    // Beyond it not every whole number is a double.
    private const double LargestWhole = 1L << 53;

    /// <summary>The numbers as whole ones; null where one is not, or the element holds none.</summary>
    /// <exception cref="InvalidDataException">The content is no whole count of numbers.</exception>
    public static long[]? Read(MatType type, ReadOnlySpan<byte> content)
    {
        int size = Size(type);
        if (size == 0) return null;
        if (content.Length % size != 0) throw new InvalidDataException($"{content.Length} bytes are no whole count of {type} numbers");
        long[] numbers = new long[content.Length / size];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (Number(type, content.Slice(i * size, size)) is not { } number) return null;
            numbers[i] = number;
        }

        return numbers;
    }

    private static int Size(MatType type) => type switch
    {
        MatType.Int8 or MatType.UInt8 => 1,
        MatType.Int16 or MatType.UInt16 => 2,
        MatType.Int32 or MatType.UInt32 or MatType.Single => 4,
        MatType.Double or MatType.Int64 or MatType.UInt64 => 8,
        _ => 0,
    };

    private static long? Number(MatType type, ReadOnlySpan<byte> bytes) => type switch
    {
        MatType.Int8 => (sbyte)bytes[0],
        MatType.UInt8 => bytes[0],
        MatType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        MatType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        MatType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        MatType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        MatType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        MatType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes) is <= long.MaxValue and ulong whole ? (long)whole : null,
        MatType.Single => Whole(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        _ => Whole(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
    };

    private static long? Whole(double number) =>
        double.IsInteger(number) && Math.Abs(number) <= LargestWhole ? (long)number : null;
}
