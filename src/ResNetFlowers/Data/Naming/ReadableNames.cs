namespace ResNetFlowers.Data.Naming;

/// <summary>
/// What classes are called where people read them. A class stays the name of its folder everywhere else: in what is compared, counted
/// and stored.
/// </summary>
public sealed class ReadableNames
{
    private readonly Dictionary<string, string> _names;

    /// <summary>Names for some classes. Where several share one, each gets its folder's behind it, so that they can be told apart.</summary>
    /// <param name="names">Class to readable name.</param>
    internal ReadableNames(IReadOnlyDictionary<string, string> names)
    {
        Dictionary<string, int> uses = names.Values.CountBy(name => name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        _names = names.ToDictionary(each => each.Key, each => uses[each.Value] > 1 ? $"{each.Value} ({each.Key})" : each.Value, StringComparer.Ordinal);
    }

    /// <summary>No names: every class is shown by its folder's.</summary>
    public static ReadableNames None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>How many classes have one.</summary>
    public int Count => _names.Count;

    /// <summary>What the file named that is no class, in one line; null where all of it was of use.</summary>
    public string? Note { get; private init; }

    /// <summary>Reads the names of classes from a file such as <c>cat_to_name.json</c>.</summary>
    /// <param name="path">
    /// A JSON object of folder name to readable name. Where a folder's name is a number, leading zeros make no difference.
    /// </param>
    /// <param name="classes">The classes there are; one that the file does not name keeps its folder's.</param>
    /// <exception cref="InputException">The file is no such object, or names none of the classes; the message begins with <c>--names</c>.</exception>
    public static ReadableNames Read(string path, IReadOnlyList<string> classes)
    {
        IReadOnlyDictionary<string, string> given = NamesFile.Read(path, $"--names {path}");
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        HashSet<string> unused = [.. given.Keys];
        foreach (string each in classes)
        {
            if (KeyOf(each, given) is not { } key) continue;
            names.Add(each, given[key]);
            unused.Remove(key);
        }

        if (names.Count == 0)
        {
            throw new InputException(
                $"--names {path}: names none of the classes ({Shorten(classes)}); give a JSON object of these to names, as in {{\"{classes[0]}\": \"…\"}}");
        }

        string? note = unused.Count == 0 ? null : $"--names {path}: names {unused.Count} of no class here ({Shorten([.. unused.Order(StringComparer.Ordinal)])})";
        return new ReadableNames(names) { Note = note };
    }

    /// <summary>Reads names where a file is given, and takes others where none is.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="classes">The classes there are.</param>
    /// <param name="otherwise">The names without a file, such as a checkpoint's.</param>
    /// <exception cref="InputException">As <see cref="Read(string, IReadOnlyList{string})"/>.</exception>
    public static ReadableNames Read(string? path, IReadOnlyList<string> classes, ReadableNames otherwise) =>
        path is null ? otherwise : Read(path, classes);

    /// <summary>The readable name of a class; null where it has none.</summary>
    public string? Find(string className) => _names.GetValueOrDefault(className);

    /// <summary>What to show for a class: its readable name, or else its folder's.</summary>
    public string Of(string className) => Find(className) ?? className;

    private static string? KeyOf(string className, IReadOnlyDictionary<string, string> given)
    {
        if (given.ContainsKey(className)) return className;
        if (!className.All(char.IsAsciiDigit)) return null;
        return given.Keys.FirstOrDefault(key => key.Length > 0 && key.All(char.IsAsciiDigit) && key.TrimStart('0') == className.TrimStart('0'));
    }

    private static string Shorten(IReadOnlyList<string> names) => string.Join(", ", names.Take(3)) + (names.Count > 3 ? ", …" : "");
}
