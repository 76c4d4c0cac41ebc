namespace ResNetFlowers.Formats.Safetensors;

/// <summary>Where the tensors of a safetensors file may lie: one after another without overlap or gap, to the end of the file.</summary>
internal static class SafetensorsLayout
{
    /// <summary>Checks the offsets of all tensors against their shapes, against each other and against the file.</summary>
    /// <param name="tensors">What the header says of each.</param>
    /// <param name="length">How many bytes follow the header.</param>
    /// <exception cref="InvalidDataException">They do not fit.</exception>
    public static void Check(IReadOnlyList<SafetensorsEntry> tensors, long length)
    {
        long end = 0;
        foreach (SafetensorsEntry entry in tensors.OrderBy(entry => (entry.Begin, entry.End)))
        {
            CheckSize(entry);
            if (entry.Begin < end) throw new InvalidDataException($"its tensor {entry.Name} overlaps another");
            if (entry.Begin > end) throw new InvalidDataException($"{entry.Begin - end} bytes before its tensor {entry.Name} belong to none");
            end = entry.End;
        }

        if (end != length) throw new InvalidDataException($"its tensors take {end} bytes by its header, and {length} are there");
    }

    private static void CheckSize(SafetensorsEntry entry)
    {
        if (entry.End < entry.Begin) throw new InvalidDataException($"its tensor {entry.Name} ends before it begins");
        try
        {
            long size = entry.Type.Size();
            foreach (long dimension in entry.Shape) size = checked(size * dimension);
            if (size != entry.End - entry.Begin)
            {
                throw new InvalidDataException($"its tensor {entry.Name} takes {size} bytes by its shape and "
                    + $"{entry.End - entry.Begin} by its data_offsets");
            }

            if (size > int.MaxValue) throw new InvalidDataException($"its tensor {entry.Name} is larger than 2 GiB");
        }
        catch (OverflowException exception)
        {
            throw new InvalidDataException($"its tensor {entry.Name} is larger than any memory", exception);
        }
    }
}
