using ResNetFlowers.Imaging.Transforms;
using YamlDotNet.RepresentationModel;

namespace ResNetFlowers.Training.Augmentation;

/// <summary>A list of transforms that somebody wrote: <c>[{RandomResizedCrop: {scale: [0.3, 1]}}, RandomHorizontalFlip]</c>.</summary>
/// <param name="Train">The steps up to normalization.</param>
/// <param name="AfterNormalization">The step after it; null for none.</param>
internal sealed record AugmentList(Compose Train, INormalizedTransform? AfterNormalization)
{
    /// <summary>Whether an augmentation is a list, and not the name of a preset.</summary>
    public static bool Is(string augment) => YamlLine.IsList(augment);

    /// <summary>Reads a list.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="imageSize">Side of what the network sees, in pixels: the size of all that is given none.</param>
    /// <exception cref="InputException">It cannot be used; the message names the entry, the parameter and what is allowed.</exception>
    public static AugmentList Parse(string text, int imageSize)
    {
        var steps = new List<IImageTransform>();
        INormalizedTransform? last = null;
        int number = 0;
        foreach (YamlNode node in Entries(text))
        {
            object transform = Entry(node, ++number, imageSize);
            if (last is not null) throw new InputException($"--augment: entry {number}: comes after RandomErasing, which comes after normalization; make that the last entry");
            if (transform is IImageTransform step) steps.Add(step);
            else last = (INormalizedTransform)transform;
        }

        return new AugmentList(new Compose(steps), last);
    }

    private static IList<YamlNode> Entries(string text)
    {
        try
        {
            return YamlLine.Read(text).Children;
        }
        catch (FormatException exception)
        {
            throw new InputException($"--augment: {exception.Message}; give a list as in [RandomResizedCrop, {{ColorJitter: {{hue: 0.1}}}}]", exception);
        }
    }

    /// <summary>A name, or a mapping with a name for its only key and parameters below.</summary>
    private static object Entry(YamlNode node, int number, int imageSize)
    {
        (YamlNode? key, YamlNode? value) = node switch
        {
            YamlScalarNode => (node, null),
            YamlMappingNode { Children: [var only] } => (only.Key, only.Value),
            _ => (null, null),
        };
        string? name = (key as YamlScalarNode)?.Value;
        string entry = $"--augment: entry {number}, {name}";
        if (name is null || !(value is null or YamlMappingNode or YamlScalarNode { Value: "" or null }))
            throw new InputException($"{(name is null ? $"--augment: entry {number}" : entry)}: give a transform's name, or its name with its parameters, as in {{RandomRotation: {{degrees: 45}}}}");
        return TransformTable.Create(name, new TransformParameters(entry, value is YamlMappingNode given ? given.Children : []), imageSize)
            ?? throw new InputException($"{entry}: there is no such transform; choose among {string.Join(", ", TransformTable.Names)}");
    }
}
