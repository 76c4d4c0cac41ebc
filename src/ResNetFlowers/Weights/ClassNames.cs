using System.Text.Json;
using ResNetFlowers.Formats;

namespace ResNetFlowers.Weights;

/// <summary>The names of the classes that a file's classifier tells apart, where the file says so.</summary>
internal static class ClassNames
{
    private const string Key = "classes";

    /// <summary>Finds them where a checkpoint of ours has them, or a safetensors file that we exported.</summary>
    /// <param name="root">What the file holds.</param>
    /// <param name="metadata">The texts beside it, <see cref="WeightsFile.Metadata"/>.</param>
    /// <returns>The names by index; null where the file does not say.</returns>
    public static IReadOnlyList<string>? Find(CheckpointValue root, IReadOnlyDictionary<string, string> metadata) =>
        root is DictValue dict && dict.TryGet(Key, out ListValue? list) ? Names(list)
        : metadata.TryGetValue(Key, out string? json) ? Names(json)
        : null;

    private static IReadOnlyList<string>? Names(ListValue list) => list.Items.All(item => item is StringValue)
        ? [.. list.Items.Select(item => ((StringValue)item).Value)]
        : null;

    // Anybody's metadata may have this key, for something else.
    private static IReadOnlyList<string>? Names(string json)
    {
        try
        {
            string[]? names = JsonSerializer.Deserialize<string[]>(json);
            return names is not null && Array.TrueForAll(names, name => name is not null) ? names : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
