using System.Text;
using System.Text.Json;

namespace ResNetFlowers.Data.Lists;

/// <summary>A list as JSON lines (https://jsonlines.org): an object a line.</summary>
internal static class JsonLinesList
{
    /// <summary>Reads the rows; empty lines are passed over.</summary>
    /// <exception cref="InvalidDataException">It is no such list; the message names the line and the mend.</exception>
    public static IEnumerable<ListRow> Read(TextReader text, string column, string? optional)
    {
        for (int line = 1; ReadLine(text, line) is { } json; line++)
        {
            if (!string.IsNullOrWhiteSpace(json)) yield return Parse(json, line, column, optional);
        }
    }

    private static ListRow Parse(string json, int line, string column, string? optional)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement row = document.RootElement;
            (string path, string value) = (Text(row, ListFile.PathColumn, line), Text(row, column, line));
            return new ListRow(line, path, value, optional is not null && row.TryGetProperty(optional, out _) ? Text(row, optional, line) : null);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"line {line}: is not JSON; give one object a line, {{\"path\": …, \"{column}\": …}}", e);
        }
    }

    /// <summary>A value as text; a number as it is written, for labels are often numbers.</summary>
    private static string Text(JsonElement row, string key, int line)
    {
        if (row.ValueKind == JsonValueKind.Object && row.TryGetProperty(key, out JsonElement value))
        {
            if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
            if (value.ValueKind == JsonValueKind.String && TryGetText(value) is { } text) return text;
        }

        throw new InvalidDataException($"line {line}: has no text or number \"{key}\"; add it");
    }

    /// <summary>The text; null where its escapes are half of a character only, which JSON allows and UTF-16 does not.</summary>
    private static string? TryGetText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>TextReader.ReadLine, but for lines of any length, which would have to fit into memory.</summary>
    private static string? ReadLine(TextReader text, int line)
    {
        if (text.Peek() < 0) return null;
        var read = new StringBuilder();
        for (int next = text.Read(); next is not ('\n' or -1); next = text.Read())
        {
            if (read.Length == CsvReader.MaxRecord)
            {
                throw new InvalidDataException($"line {line}: is longer than {CsvReader.MaxRecord} characters; is this a list of photos?");
            }

            read.Append((char)next);
        }

        return read.ToString();
    }
}
