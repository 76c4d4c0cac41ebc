namespace ResNetFlowers.Formats.Csv;

/// <summary>A field of comma-separated values.</summary>
internal static class CsvField
{
    /// <summary>The field as RFC 4180 wants it: in quotes where a separator is in it, and quotes in it doubled.</summary>
    public static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
