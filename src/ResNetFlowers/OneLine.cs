namespace ResNetFlowers;

/// <summary>Text from somebody's file, fit for a terminal: on one line, and unable to steer it.</summary>
public static class OneLine
{
    /// <summary>The text with a question mark for every control character.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="most">Characters to keep; an ellipsis takes the place of the others.</param>
    public static string Of(string text, int most = int.MaxValue)
    {
        string line = string.Concat(text.Take(most).Select(letter => char.IsControl(letter) ? '?' : letter));
        return line.Length < text.Length ? $"{line}…" : line;
    }
}
