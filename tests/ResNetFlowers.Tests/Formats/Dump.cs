using System.Text;
using ResNetFlowers.Formats;

namespace ResNetFlowers.Tests.Formats;

/// <summary>A tree of values as text, exact to the bit, so that two can be compared and a difference be read.</summary>
internal static class Dump
{
    public static string Of(CheckpointValue value)
    {
        StringBuilder text = new();
        Append(text, value, "\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, CheckpointValue value, string newLine)
    {
        switch (value)
        {
            case NoneValue: text.Append("None"); break;
            case BoolValue boolean: text.Append(boolean.Value); break;
            case IntegerValue integer: text.Append(integer.Value); break;
            case FloatValue number: text.Append($"float {BitConverter.DoubleToInt64Bits(number.Value):x16}"); break;
            case StringValue words: text.Append($"\"{words.Value}\""); break;
            case ListValue list: AppendItems(text, "list", list.Items, newLine); break;
            case TupleValue tuple: AppendItems(text, "tuple", tuple.Items, newLine); break;
            case DictValue dict: AppendDict(text, dict, newLine); break;
            case TensorData tensor:
                text.Append($"{tensor.ElementType} [{string.Join(", ", tensor.Shape.ToArray())}] {Convert.ToHexString(tensor.Bytes.Span)}");
                break;
            default: throw new InvalidOperationException($"{value.GetType()}");
        }
    }

    private static void AppendItems(StringBuilder text, string kind, IReadOnlyList<CheckpointValue> items, string newLine)
    {
        text.Append($"{kind} of {items.Count}");
        foreach (CheckpointValue item in items) Append(text.Append($"{newLine}  "), item, $"{newLine}  ");
    }

    private static void AppendDict(StringBuilder text, DictValue dict, string newLine)
    {
        text.Append($"dict of {dict.Count}");
        foreach ((DictKey key, CheckpointValue value) in dict)
        {
            Append(text.Append($"{newLine}  {(key.Text is null ? "number" : "text")} {key}: "), value, $"{newLine}  ");
        }
    }
}
