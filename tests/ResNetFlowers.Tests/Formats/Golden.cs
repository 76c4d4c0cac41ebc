using System.Text.Json;
using ResNetFlowers.Formats;

namespace ResNetFlowers.Tests.Formats;

/// <summary>The files of tests/golden/formats, and what make_formats.py says that they hold.</summary>
internal static class Golden
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "golden", "formats", name);

    public static CheckpointValue Describe(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path($"{name}.json")));
        return Value(document.RootElement);
    }

    private static CheckpointValue Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => NoneValue.Instance,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.GetInt64(),
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Array => new ListValue([.. json.EnumerateArray().Select(Value)]),
        _ => Tagged(json.EnumerateObject().First().Name, json),
    };

    private static CheckpointValue Tagged(string tag, JsonElement json) => tag switch
    {
        "tuple" => new TupleValue([.. json.GetProperty(tag).EnumerateArray().Select(Value)]),
        "float" => BitConverter.ToDouble(Convert.FromHexString(json.GetProperty(tag).GetString()!)),
        "dict" => Dict(json.GetProperty(tag)),
        "tensor" => new TensorData(
            Enum.Parse<ElementType>(json.GetProperty(tag).GetString()!),
            [.. json.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())],
            Convert.FromHexString(json.GetProperty("hex").GetString()!)),
        _ => throw new InvalidOperationException($"No such tag: {tag}."),
    };

    private static DictValue Dict(JsonElement pairs)
    {
        DictValue dict = [];
        foreach (JsonElement pair in pairs.EnumerateArray())
        {
            DictKey key = pair[0].ValueKind == JsonValueKind.Number ? pair[0].GetInt64() : pair[0].GetString()!;
            dict[key] = Value(pair[1]);
        }

        return dict;
    }
}
