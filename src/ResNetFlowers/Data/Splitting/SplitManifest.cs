using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResNetFlowers.Data.Splitting;

/// <summary>The record that a split leaves beside its photos: how it was made, and every file that it put there.</summary>
internal sealed record SplitManifest
{
    /// <summary>Its file name.</summary>
    public const string FileName = "split.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public required string Source { get; init; }

    public required long Seed { get; init; }

    public required double Val { get; init; }

    public required double Test { get; init; }

    /// <summary>The list that decided, as an absolute path; null where shares did.</summary>
    public string? By { get; init; }

    public required SplitMode Mode { get; init; }

    /// <summary>See <see cref="SplitOptions.ExactCopiesOnly"/>; earlier records do not say, for there was no other way.</summary>
    public bool ExactCopiesOnly { get; init; } = true;

    public required IReadOnlyList<ClassCounts> Classes { get; init; }

    /// <summary>The photos, relative to the split's folder, with <c>/</c> between the parts: <c>val/roses/1.jpg</c>.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Writes the record into a folder.</summary>
    public void Write(string folder) => File.WriteAllText(Path.Join(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads the record of an earlier split.</summary>
    /// <returns>The record, or null if the folder has none.</returns>
    /// <exception cref="InputException">The file is no such record, or lists files outside the split.</exception>
    public static SplitManifest? Read(string folder)
    {
        string path = Path.Join(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            SplitManifest? manifest = JsonSerializer.Deserialize<SplitManifest>(File.ReadAllBytes(path), Json);
            if (manifest is not null && manifest.Files.All(StaysInside)) return manifest;
        }
        catch (JsonException e)
        {
            throw Unusable(path, e);
        }

        throw Unusable(path, null);
    }

    /// <summary>What the record lists will be removed with --force, so a path that leads elsewhere is never believed.</summary>
    private static bool StaysInside(string file)
    {
        string[] parts = file.Split('/');
        return parts.Length >= 3
            && SplitPlan.Parts.Contains(parts[0], StringComparer.Ordinal)
            && (Path.DirectorySeparatorChar == '/' || !file.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            && Array.TrueForAll(parts, part => part is not ("" or "." or ".."));
    }

    private static InputException Unusable(string path, Exception? cause) =>
        new($"{path}: is not the record of a split; remove it, or choose another --out", cause);
}
