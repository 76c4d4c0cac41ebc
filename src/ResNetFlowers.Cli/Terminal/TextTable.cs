namespace ResNetFlowers.Cli.Terminal;

/// <summary>Rows of cells under each other; the first column to the left, the others to the right.</summary>
internal sealed class TextTable
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Adds a row; all have as many cells.</summary>
    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    /// <summary>The table as lines.</summary>
    public IEnumerable<string> Lines()
    {
        int[] widths = [.. Enumerable.Range(0, _rows[0].Count).Select(column => _rows.Max(row => row[column].Length))];
        return _rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
    }
}
