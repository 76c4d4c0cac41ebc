using System.Text.Json;
using System.Text.Unicode;

namespace ResNetFlowers.Formats.Safetensors;

/// <summary>
/// The JSON in front of a safetensors file: <c>{"__metadata__": {KEY: TEXT, …}, NAME: {"dtype": "F32", "shape": [2, 3],
/// "data_offsets": [BEGIN, END]}, …}</c>. Memory stays in proportion to its length.
/// </summary>
/// <param name="Tensors">The tensors, in the header's order; names are unique, offsets not yet checked.</param>
/// <param name="Metadata">The texts under <c>__metadata__</c>.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The key that names no tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The most bytes that a header may have.</summary>
    public const int MaxLength = 100_000_000;

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is not what the format prescribes.</exception>
    /// <exception cref="NotSupportedException">A tensor is of a type that is not read.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != (byte)'{') throw new InvalidDataException("its header does not begin with {");
        if (!Utf8.IsValid(json)) throw new InvalidDataException("its header is not UTF-8");
        try
        {
            Utf8JsonReader reader = new(json);
            SafetensorsHeader header = ReadHeader(ref reader);

            // Only white space may follow.
            reader.Read();
            return header;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("its header is not JSON", exception);
        }
    }

    private static SafetensorsHeader ReadHeader(ref Utf8JsonReader reader)
    {
        List<SafetensorsEntry> tensors = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, "its header");
        while (NextKey(ref reader) is { } name)
        {
            if (!names.Add(name)) throw new InvalidDataException($"its header names {name} twice");
            if (name == MetadataKey) ReadMetadata(ref reader, metadata);
            else tensors.Add(ReadTensor(ref reader, name));
        }

        return new SafetensorsHeader(tensors, metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject, MetadataKey);
        while (NextKey(ref reader) is { } key)
        {
            Expect(ref reader, JsonTokenType.String, $"{key} in {MetadataKey}");
            if (!metadata.TryAdd(key, Text(ref reader))) throw new InvalidDataException($"{MetadataKey} names {key} twice");
        }
    }

    private static SafetensorsEntry ReadTensor(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, $"the description of its tensor {name}");
        while (NextKey(ref reader) is { } key)
        {
            bool isKnownTwice = false;
            switch (key)
            {
                case "dtype":
                    isKnownTwice = type is not null;
                    Expect(ref reader, JsonTokenType.String, $"the dtype of its tensor {name}");
                    type = Text(ref reader);
                    break;
                case "shape":
                    isKnownTwice = shape is not null;
                    shape = ReadNumbers(ref reader, $"the shape of its tensor {name}");
                    break;
                case "data_offsets":
                    isKnownTwice = offsets is not null;
                    offsets = ReadNumbers(ref reader, $"the data_offsets of its tensor {name}");
                    break;
                default:
                    // The reference implementation passes over what it does not know.
                    reader.Skip();
                    break;
            }

            if (isKnownTwice) throw new InvalidDataException($"the description of its tensor {name} has two {key}");
        }

        if (type is null || shape is null || offsets is not [long begin, long end])
        {
            throw new InvalidDataException($"the description of its tensor {name} lacks a dtype, a shape or two data_offsets");
        }

        ElementType elementType = SafetensorsTypes.Find(type)
            ?? throw new NotSupportedException($"its tensor {name} is of type {type}, which is not read: save it as F32, F16 or BF16.");
        return new SafetensorsEntry(name, elementType, [.. shape], begin, end);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string what)
    {
        Expect(ref reader, JsonTokenType.StartArray, what);
        List<long> numbers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw new InvalidDataException($"{what} is not of whole numbers of at most 63 bits");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    // Null at the end of the object.
    private static string? NextKey(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.EndObject ? null : Text(ref reader);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        reader.Read();
        if (reader.TokenType != type) throw new InvalidDataException($"{what} is not a JSON {type switch
        {
            JsonTokenType.StartObject => "object",
            JsonTokenType.StartArray => "array",
            _ => "string",
        }}");
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException("a text in its header has half a surrogate pair", exception);
        }
    }
}
