using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using ResNetFlowers.Training.Augmentation;

namespace ResNetFlowers.Training.Options;

/// <summary>One property of <see cref="TrainOptions"/>, as people write it.</summary>
public sealed class TrainOption
{
    private readonly PropertyInfo _property;
    private readonly bool _isOptional;

    internal TrainOption(PropertyInfo property, string help)
    {
        _property = property;
        _isOptional = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        Help = help;
        Name = OptionTable.Kebab(property.Name);
    }

    /// <summary>The name of a key in a configuration file; with two dashes in front, of an option of <c>train</c>.</summary>
    public string Name { get; }

    /// <summary>What it does, in a line.</summary>
    public string Help { get; }

    /// <summary>What it is about, one of <see cref="OptionCategory"/>; empty where that is not said.</summary>
    public string Category => _property.GetCustomAttribute<CategoryAttribute>()?.Category ?? "";

    /// <summary>The values it takes; none where there are too many to name.</summary>
    public IReadOnlyList<string> Choices => OptionChoices.Of(_property.Name);

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => (Nullable.GetUnderlyingType(_property.PropertyType) ?? _property.PropertyType) is { IsPrimitive: true } type && type != typeof(bool);

    /// <summary>Whether it is either on or off.</summary>
    public bool IsSwitch => _property.PropertyType == typeof(bool);

    /// <summary>Whether its value may be a list of transforms; its text is then a line of YAML.</summary>
    public bool TakesTransforms => _property.Name == nameof(TrainOptions.Augment);

    /// <summary>The value as people write it; null where there is none.</summary>
    public string? Text(TrainOptions options) => OptionText.Write(_property.GetValue(options));

    /// <summary>The options with another value.</summary>
    /// <exception cref="InputException">The text is no such value; the message begins with <paramref name="where"/>.</exception>
    public TrainOptions With(TrainOptions options, string? text, string where)
    {
        object? value;
        try
        {
            if (TakesTransforms && YamlLine.IsList(text)) text = YamlLine.Write(YamlLine.Read(text!));
            value = OptionText.Read(text, _property.PropertyType);
            if (value is null && !_isOptional) throw new FormatException("give a value");
        }
        catch (FormatException exception)
        {
            throw new InputException($"{where} {text}: {exception.Message}", exception);
        }

        TrainOptions changed = options with { };
        _property.SetValue(changed, value);
        return changed;
    }
}

/// <summary>Every option of training, in the order in which they stand in <see cref="TrainOptions"/>: for the command line, for configuration files and for resuming.</summary>
public static partial class OptionTable
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainOption> All { get; } =
    [
        .. typeof(TrainOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (Property: property, Help: property.GetCustomAttribute<DescriptionAttribute>()?.Description))
            .Where(entry => entry.Help is not null)
            .Select(entry => new TrainOption(entry.Property, entry.Help!)),
    ];

    /// <summary>Finds an option by its name; null where there is none.</summary>
    public static TrainOption? Find(string name) => All.FirstOrDefault(option => option.Name == name);

    /// <summary>The option that belongs to a property, by the property's name.</summary>
    public static TrainOption Of(string property) => All.First(option => option.Name == Kebab(property));

    internal static string Kebab(string name) => Hump().Replace(name, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hump();
}
