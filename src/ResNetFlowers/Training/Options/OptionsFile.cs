using ResNetFlowers.Training.Augmentation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace ResNetFlowers.Training.Options;

/// <summary>Options as YAML: one key an option, named as on the command line. A run writes all of its own, and takes any file of them.</summary>
public static class OptionsFile
{
    // Far more than all options take; a larger file is something else.
    private const long MaxBytes = 1 << 20;

    /// <summary>All options as text.</summary>
    public static string Write(TrainOptions options)
    {
        var values = new YamlMappingNode();
        foreach (TrainOption option in OptionTable.All)
        {
            if (option.Text(options) is not { } text) continue;
            values.Add(option.Name, option.TakesTransforms && YamlLine.IsList(text)
                ? YamlLine.ToBlock(text)
                : new YamlScalarNode(text) { Style = MeansNone(text) ? ScalarStyle.DoubleQuoted : ScalarStyle.Any });
        }

        return new SerializerBuilder().Build().Serialize(values);
    }

    /// <summary>The keys of a file with the text of their values, in the file's order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="where">What an error's message begins with.</param>
    /// <exception cref="InputException">It is missing, no YAML, or holds a key that is no option.</exception>
    public static IReadOnlyList<GivenOption> Open(string path, string where)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException($"{where.TrimEnd()}: is empty; give a YAML file with one option a line");
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new InputException($"{where}: is larger than a megabyte; give a YAML file with one option a line");
            return Read(File.ReadAllText(path), where);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{where}: cannot be read ({Reason(path, exception)}); give a YAML file with one option a line", exception);
        }
    }

    private static string Reason(string path, Exception exception) => exception switch
    {
        _ when Directory.Exists(path) => "it is a folder",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        _ => exception.Message.TrimEnd('.'),
    };

    /// <summary>The keys of a text with the text of their values.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="where">What an error's message begins with.</param>
    /// <exception cref="InputException">It is no YAML, or holds a key that is no option.</exception>
    public static IReadOnlyList<GivenOption> Read(string text, string where)
    {
        IList<YamlDocument> documents;
        try
        {
            documents = YamlText.Read(text);
        }
        catch (YamlException exception)
        {
            throw new InputException($"{where}: is no YAML (line {exception.Start.Line}: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}); write one option a line, as in 'lr: 0.001'", exception);
        }

        if (documents.Count == 0) return [];
        if (documents[0].RootNode is not YamlMappingNode mapping) throw new InputException($"{where}: holds no options; write one a line, as in 'lr: 0.001'");
        return [.. mapping.Select(entry => Pair(entry.Key, entry.Value, where))];
    }

    /// <summary>Sets what a file says.</summary>
    /// <param name="options">What holds for all the rest.</param>
    /// <param name="values">From <see cref="Open"/> or <see cref="Read"/>.</param>
    /// <param name="where">What an error's message begins with.</param>
    /// <exception cref="InputException">A value is not one of its option's.</exception>
    public static TrainOptions Apply(TrainOptions options, IReadOnlyList<GivenOption> values, string where) =>
        values.Aggregate(options, (sum, entry) => entry.Option.With(sum, entry.Text, $"{where}: {entry.Option.Name}"));

    private static GivenOption Pair(YamlNode key, YamlNode value, string where)
    {
        string name = (key as YamlScalarNode)?.Value ?? "";
        TrainOption option = OptionTable.Find(name.Replace('_', '-'))
            ?? throw new InputException($"{where}: '{name}' (line {key.Start.Line}) is no option of train; 'flowers train --help' lists them");
        return new GivenOption(option, value switch
        {
            YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } when MeansNone(text) => null,
            YamlScalarNode scalar => scalar.Value,
            YamlSequenceNode transforms when option.TakesTransforms => Line(transforms, $"{where}: {name} (line {value.Start.Line})"),
            YamlSequenceNode sequence => string.Join(',', sequence.Select(item => (item as YamlScalarNode)?.Value)),
            _ => throw new InputException($"{where}: {name} (line {value.Start.Line}) is a mapping; give a value"),
        });
    }

    private static string Line(YamlSequenceNode list, string where)
    {
        try
        {
            return YamlLine.Write(list);
        }
        catch (FormatException exception)
        {
            throw new InputException($"{where}: {exception.Message}; give a list of transforms", exception);
        }
    }

    private static bool MeansNone(string plain) => plain is "" or "~" or "null";
}
