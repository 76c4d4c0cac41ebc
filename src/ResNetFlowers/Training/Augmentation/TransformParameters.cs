using System.Globalization;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using YamlDotNet.RepresentationModel;

namespace ResNetFlowers.Training.Augmentation;

/// <summary>The parameters that one entry of a list gives its transform, under torchvision's names.</summary>
internal sealed class TransformParameters
{
    private readonly string _entry;
    private readonly Dictionary<string, YamlNode> _given = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    /// <param name="entry">Which entry it is, for messages.</param>
    /// <param name="given">What stands there.</param>
    public TransformParameters(string entry, IEnumerable<KeyValuePair<YamlNode, YamlNode>> given)
    {
        _entry = entry;
        // A list or a mapping is no name, and there may be several.
        foreach ((YamlNode name, YamlNode value) in given) _given[Word(name) ?? YamlLine.Write(name)] = value;
    }

    /// <summary>Whether the parameter is given, and not as null; from here on it is one of the transform's.</summary>
    public bool Has(string name)
    {
        if (!_known.Contains(name, StringComparer.Ordinal)) _known.Add(name);
        return _given.TryGetValue(name, out YamlNode? value) && Word(value) is not ("" or "~" or "null" or "None");
    }

    /// <summary>A number.</summary>
    public double Number(string name, double byDefault, double least, double most) =>
        !Has(name) ? byDefault : Scalar(_given[name], least, most) ?? throw Wrong(name, Within("a number", least, most));

    /// <summary>A whole number.</summary>
    public int Whole(string name, int byDefault, int least, int most) => !Has(name)
        ? byDefault
        : Scalar(_given[name], least, most) is { } number && double.IsInteger(number) ? (int)number : throw Wrong(name, Within("a whole number", least, most));

    /// <summary>Numbers, as many as one of the counts says; a single one may stand without brackets.</summary>
    public IReadOnlyList<double>? Numbers(string name, double least, double most, params ReadOnlySpan<int> counts)
    {
        if (!Has(name)) return null;
        IList<YamlNode> items = _given[name] is YamlSequenceNode list ? list.Children : [_given[name]];
        double[] numbers = [.. items.Select(item => Scalar(item, least, most)).OfType<double>()];
        if (numbers.Length == items.Count && counts.Contains(numbers.Length)) return numbers;
        throw Wrong(name, Within(counts.Length == 1 ? $"{counts[0]} numbers in brackets" : $"{string.Join(" or ", counts.ToArray())} numbers", least, most));
    }

    /// <summary>The numbers from one to another, <c>[low, high]</c>; a single one, where allowed, stands for both ways from 0.</summary>
    public Interval? Range(string name, double least, double most, bool orDistance = false)
    {
        IReadOnlyList<double>? ends = orDistance ? Numbers(name, least, most, 1, 2) : Numbers(name, least, most, 2);
        if (ends is null) return null;
        if (ends.Count == 1 && ends[0] >= 0) return Interval.Around(0, ends[0]);
        return ends.Count == 2 && ends[0] <= ends[1] ? new Interval(ends[0], ends[1]) : throw Wrong(name, "give the lower end first, as in [0.5, 1]");
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(string name, bool byDefault) => !Has(name)
        ? byDefault
        : bool.TryParse(Word(_given[name]), out bool flag) ? flag : throw Wrong(name, "give true or false");

    /// <summary>One of some words, told without regard to capitals.</summary>
    public T Choice<T>(string name, T byDefault, params ReadOnlySpan<T> choices) where T : struct, Enum
    {
        if (!Has(name)) return byDefault;
        foreach (T choice in choices)
        {
            if (string.Equals(choice.ToString(), Word(_given[name]), StringComparison.OrdinalIgnoreCase)) return choice;
        }

        throw Wrong(name, $"give {string.Join(" or ", choices.ToArray().Select(choice => choice.ToString().ToLowerInvariant()))}");
    }

    /// <summary>A colour: one number for a grey, or three.</summary>
    public PixelColor? Color(string name)
    {
        IReadOnlyList<double>? samples = Numbers(name, 0, 255, 1, 3);
        if (samples is null) return null;
        if (!samples.All(double.IsInteger)) throw Wrong(name, "give whole numbers from 0 to 255");
        return new PixelColor((byte)samples[0], (byte)samples[samples.Count / 2], (byte)samples[^1]);
    }

    /// <summary>The word that stands for a parameter; null where it is not given or is a list.</summary>
    public string? Text(string name) => Has(name) ? Word(_given[name]) : null;

    /// <summary>Refuses what no call has asked for.</summary>
    /// <exception cref="InputException">A parameter is given that the transform does not have.</exception>
    public void RequireNoOther()
    {
        if (_given.Keys.FirstOrDefault(name => !_known.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw new InputException($"{_entry}: {unknown}: is no parameter of it; give {string.Join(", ", _known)}");
    }

    /// <summary>The complaint about a value.</summary>
    public InputException Wrong(string name, string mend) => new($"{_entry}: {name} {YamlLine.Write(_given[name])}: {mend}");

    /// <summary>The complaint about a value that is not there.</summary>
    public InputException Missing(string name, string example) => new($"{_entry}: needs {name}, as in '{name}: {example}'");

    private static string? Word(YamlNode node) => (node as YamlScalarNode)?.Value;

    private static double? Scalar(YamlNode node, double least, double most) =>
        double.TryParse(Word(node), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most ? number : null;

    private static string Within(string what, double least, double most) => $"give {what} from {least} to {most}";
}
