using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ResNetFlowers.Data.Naming;

/// <summary>Readable names on disk: a JSON object of class to name.</summary>
internal static class NamesFile
{
    /// <summary>Its usual name.</summary>
    public const string FileName = "cat_to_name.json";

    // Room for a hundred thousand classes; a larger file is something else.
    private const long MaxBytes = 16 << 20;

    private const string Mend = "give a JSON object of folder name to readable name, as in {\"1\": \"pink primrose\"}";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="where">What an error's message begins with.</param>
    /// <exception cref="InputException">It cannot be read, or is no object of texts that can be shown on a line.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path, string where)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException($"{where.TrimEnd()}: is empty; {Mend}");
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new InputException($"{where}: is larger than {MaxBytes >> 20} MiB; {Mend}");
            using var document = JsonDocument.Parse(File.ReadAllText(path, Strict));
            return Names(document.RootElement, where);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException($"{where}: is not UTF-8; save it as UTF-8", e);
        }
        catch (InvalidOperationException e)
        {
            // JSON allows an escape that is half of a character only, UTF-16 does not.
            throw new InputException($"{where}: holds half of a character, a lone \\ud800 say; write the whole of it", e);
        }
        catch (JsonException e)
        {
            throw new InputException($"{where}: is not JSON (line {e.LineNumber + 1}); {Mend}", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{where}: no such file; {Mend}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{where}: cannot be read ({e.Message.TrimEnd('.')}); check that it is a file that you may read", e);
        }
    }

    /// <summary>Writes a file.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, string> names) =>
        File.WriteAllText(path, JsonSerializer.Serialize(names, Json) + "\n");

    private static Dictionary<string, string> Names(JsonElement root, string where)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new InputException($"{where}: holds no object; {Mend}");
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in root.EnumerateObject())
        {
            string key = Printable(entry.Name);
            if (entry.Value.ValueKind != JsonValueKind.String) throw new InputException($"{where}: the name of '{key}' is no text; {Mend}");
            string name = entry.Value.GetString()!.Trim();
            if (name.Length == 0) throw new InputException($"{where}: the name of '{key}' is empty; name the class, or leave it out");
            if (name.Any(char.IsControl)) throw new InputException($"{where}: the name of '{key}' holds a control character, such as a line end; leave that out");
            if (!names.TryAdd(entry.Name, name)) throw new InputException($"{where}: names '{key}' twice; name each class once");
        }

        return names;
    }

    private static string Printable(string key) => string.Concat(key.Select(letter => char.IsControl(letter) ? '?' : letter));
}
