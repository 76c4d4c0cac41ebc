namespace ResNetFlowers;

/// <summary>A word of a command that a person may copy into a shell.</summary>
public static class ShellWord
{
    /// <summary>The word, in quotes where a shell would take it apart.</summary>
    public static string Quote(string word) => word.All(each => char.IsLetterOrDigit(each) || each is '/' or '.' or '-' or '_' or ':' or '\\')
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
