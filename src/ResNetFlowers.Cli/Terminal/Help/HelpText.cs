namespace ResNetFlowers.Cli.Terminal.Help;

/// <summary>Text in lines of a given width.</summary>
internal static class HelpText
{
    private const string Indent = "  ";
    private const int WidestLeft = 22;

    /// <summary>The words in lines; a word that is longer than a line has one of its own.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        lines.Add(line);
        return lines;
    }

    /// <summary>Rows of a name and what it means, under each other; a name that is too long has a line of its own.</summary>
    public static IEnumerable<string> Columns(IReadOnlyList<(string Left, string Right)> rows, int width)
    {
        int left = Math.Min(WidestLeft, rows.Max(row => row.Left.Length));
        string margin = new(' ', Indent.Length + left + 2);
        foreach ((string name, string meaning) in rows)
        {
            IReadOnlyList<string> lines = Wrap(meaning, width - margin.Length);
            bool fits = name.Length <= left;
            yield return fits ? $"{Indent}{name.PadRight(left)}  {lines[0]}".TrimEnd() : $"{Indent}{name}";
            foreach (string line in lines.Skip(fits ? 1 : 0)) yield return $"{margin}{line}";
        }
    }
}
