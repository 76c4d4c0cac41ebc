using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ResNetFlowers.Training.Augmentation;

/// <summary>YAML of names, numbers, lists and mappings on one line, always written alike, so that its text can be compared.</summary>
internal static partial class YamlLine
{
    // Far more than any list of transforms takes; anchors can make a short file mean a long text.
    private const int MaxLength = 16_384;
    private const int MaxDepth = 8;

    /// <summary>Whether a text is a list in YAML's flow style.</summary>
    public static bool IsList(string? text) => text is not null && text.AsSpan().TrimStart().StartsWith("[", StringComparison.Ordinal);

    /// <summary>Reads a list.</summary>
    /// <exception cref="FormatException">It is no YAML, or no list.</exception>
    public static YamlSequenceNode Read(string text)
    {
        IList<YamlDocument> documents;
        try
        {
            documents = YamlText.Read(text);
        }
        catch (YamlException exception)
        {
            throw new FormatException($"is no YAML ({exception.Message.ReplaceLineEndings(" ").TrimEnd('.')})", exception);
        }

        return documents is [{ RootNode: YamlSequenceNode list }] ? list : throw new FormatException("is no list");
    }

    /// <summary>Writes a node as one line.</summary>
    /// <exception cref="FormatException">It holds something else than names, numbers, lists and mappings, or is too long.</exception>
    public static string Write(YamlNode node)
    {
        var line = new StringBuilder();
        Append(line, node, depth: 0);
        return line.ToString();
    }

    /// <summary>The same list as it should stand in a file: an entry a line.</summary>
    public static YamlSequenceNode ToBlock(string line)
    {
        YamlSequenceNode list = Read(line);
        list.Style = SequenceStyle.Block;
        foreach (YamlMappingNode entry in list.OfType<YamlMappingNode>()) entry.Style = MappingStyle.Flow;
        return list;
    }

    private static void Append(StringBuilder line, YamlNode node, int depth)
    {
        if (depth > MaxDepth || line.Length > MaxLength) throw new FormatException("is far too long or too deep");
        switch (node)
        {
            case YamlScalarNode { Value: { } value } when Word().IsMatch(value):
                line.Append(value);
                break;
            case YamlSequenceNode list:
                Join(line, '[', list.Children, item => Append(line, item, depth + 1), ']');
                break;
            case YamlMappingNode mapping:
                Join(
                    line, '{', [.. mapping.Children],
                    pair =>
                    {
                        Append(line, pair.Key, depth + 1);
                        line.Append(": ");
                        Append(line, pair.Value, depth + 1);
                    },
                    '}');
                break;
            default:
                throw new FormatException($"'{(node as YamlScalarNode)?.Value}' is neither a name nor a number");
        }
    }

    private static void Join<T>(StringBuilder line, char open, IList<T> items, Action<T> append, char close)
    {
        line.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0) line.Append(", ");
            append(items[i]);
        }

        line.Append(close);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.+\-~]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
