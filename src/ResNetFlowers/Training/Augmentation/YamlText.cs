using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ResNetFlowers.Training.Augmentation;

/// <summary>Reads YAML that somebody wrote.</summary>
internal static class YamlText
{
    // Nothing of ours is half as deep. The reader calls itself for every level, and no program survives the end of its stack.
    private const int MaxDepth = 32;

    /// <summary>The documents of a text.</summary>
    /// <exception cref="YamlException">It is no YAML, or too deep.</exception>
    public static IList<YamlDocument> Read(string text)
    {
        RequireShallow(text);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents;
    }

    private static void RequireShallow(string text)
    {
        var parser = new Parser(new StringReader(text));
        int depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth) throw new YamlException(parser.Current.Start, parser.Current.End, "it is far too deep");
        }
    }
}
