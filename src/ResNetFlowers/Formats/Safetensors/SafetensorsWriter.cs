using System.Buffers.Binary;
using System.Text;

namespace ResNetFlowers.Formats.Safetensors;

/// <summary>
/// Makes the header of a safetensors file as the reference implementation does (safetensors/src/tensor.rs, <c>prepare</c>): compact
/// JSON as serde_json writes it, <c>__metadata__</c> first, the tensors sorted by type (the widest first) and then by name, padded with
/// spaces to a multiple of 8 bytes. The order within <c>__metadata__</c>, which the reference leaves to chance, is by key.
/// </summary>
internal static class SafetensorsWriter
{
    private const int Alignment = 8;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Rust orders texts by their bytes in UTF-8.
    private static readonly Comparer<string> ByBytes = Comparer<string>.Create(
        (left, right) => StrictUtf8.GetBytes(left).AsSpan().SequenceCompareTo(StrictUtf8.GetBytes(right)));

    /// <summary>Sorts the tensors and describes them.</summary>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="metadata">The texts to keep beside them, if any.</param>
    /// <returns>The start of the file up to the first tensor, and the tensors in the order in which they follow.</returns>
    /// <exception cref="ArgumentException">A value is no tensor, a key no string or <c>__metadata__</c>, a name no valid text, or the
    /// header longer than the format allows.</exception>
    public static (byte[] Header, IReadOnlyList<TensorData> Content) Prepare(DictValue tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        List<(string Name, TensorData Tensor)> sorted =
        [
            .. tensors.Select(entry => (Name(entry.Key), Tensor(entry)))
                .OrderByDescending(entry => SafetensorsTypes.Rank(entry.Item2.ElementType)).ThenBy(entry => entry.Item1, ByBytes),
        ];
        byte[] json = StrictUtf8.GetBytes(Describe(sorted, metadata));
        int length = (json.Length + Alignment - 1) / Alignment * Alignment;
        if (length > SafetensorsHeader.MaxLength) throw new ArgumentException("The header would be too long.", nameof(tensors));

        byte[] header = new byte[sizeof(ulong) + length];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        header.AsSpan(sizeof(ulong)).Fill((byte)' ');
        json.CopyTo(header.AsSpan(sizeof(ulong)));
        return (header, [.. sorted.Select(entry => entry.Tensor)]);
    }

    private static string Describe(List<(string Name, TensorData Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        StringBuilder json = new("{");
        if (metadata is not null)
        {
            AppendText(json, SafetensorsHeader.MetadataKey).Append(":{");
            foreach ((string key, string text) in metadata.OrderBy(entry => entry.Key, ByBytes))
            {
                AppendText(AppendText(json, key).Append(':'), text).Append(',');
            }

            EndObject(json).Append(',');
        }

        long offset = 0;
        foreach ((string name, TensorData tensor) in tensors)
        {
            long end = offset + tensor.Bytes.Length;
            AppendText(json, name).Append($":{{\"dtype\":\"{SafetensorsTypes.Name(tensor.ElementType)}\",");
            json.Append($"\"shape\":[{string.Join(',', tensor.Shape.ToArray())}],\"data_offsets\":[{offset},{end}]}},");
            offset = end;
        }

        return EndObject(json).ToString();
    }

    // Every item was followed by a comma, the last one too.
    private static StringBuilder EndObject(StringBuilder json)
    {
        if (json[^1] == ',') json.Length--;
        return json.Append('}');
    }

    // serde_json escapes what JSON demands, in the short form where there is one, and nothing else.
    private static StringBuilder AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char letter in text)
        {
            json.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\b' => @"\b",
                '\f' => @"\f",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                < ' ' => $"\\u{(int)letter:x4}",
                _ => $"{letter}",
            });
        }

        return json.Append('"');
    }

    private static string Name(DictKey key) => key.Text is { } text and not SafetensorsHeader.MetadataKey
        ? text
        : throw new ArgumentException($"{key} cannot be the name of a tensor.", nameof(key));

    private static TensorData Tensor(KeyValuePair<DictKey, CheckpointValue> entry) => entry.Value as TensorData
        ?? throw new ArgumentException($"{entry.Key} is a {entry.Value.GetType().Name}, not a tensor.", nameof(entry));
}
