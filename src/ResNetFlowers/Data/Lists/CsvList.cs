namespace ResNetFlowers.Data.Lists;

/// <summary>A list as CSV: with a header in which the columns may stand in any order, or without one, the path first.</summary>
internal static class CsvList
{
    /// <summary>Reads the rows; empty lines are passed over.</summary>
    /// <exception cref="InvalidDataException">It is no such list; the message names the line and the mend.</exception>
    public static IEnumerable<ListRow> Read(TextReader text, string column, string? optional)
    {
        var reader = new CsvReader(text);
        (int path, int value, int extra, int count) = (0, 1, -1, 2);
        for (bool isFirst = true; reader.Read(); isFirst = false)
        {
            IReadOnlyList<string> fields = reader.Fields;
            if (isFirst && IndexOf(fields, ListFile.PathColumn) is >= 0 and int found)
            {
                (path, value, count) = (found, IndexOf(fields, column), fields.Count);
                if (optional is not null) extra = IndexOf(fields, optional);
                if (value < 0)
                {
                    throw new InvalidDataException($"line 1: has a column '{ListFile.PathColumn}' but no '{column}'; add it, or name it so");
                }

                continue;
            }

            if (isFirst && optional is not null && fields.Count == 3) (extra, count) = (2, 3);
            if (fields.Count != count)
            {
                string wanted = count == 2 ? $"{ListFile.PathColumn},{column}" : $"the first line's {count}";
                throw new InvalidDataException(
                    $"line {reader.Line}: has {fields.Count} fields, not {wanted}; separate with commas, put names with commas in \"quotes\"");
            }

            yield return new ListRow(reader.Line, fields[path], fields[value], extra < 0 ? null : fields[extra]);
        }
    }

    private static int IndexOf(IReadOnlyList<string> fields, string name)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }
}
