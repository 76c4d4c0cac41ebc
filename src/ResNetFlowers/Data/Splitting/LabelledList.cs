using System.Runtime.InteropServices;
using ResNetFlowers.Data.Lists;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Splitting;

/// <summary>A photo that a list names.</summary>
/// <param name="Line">The line of the list, from 1 on, for messages.</param>
/// <param name="Listed">The photo as the list names it.</param>
/// <param name="Path">The same as an absolute path.</param>
/// <param name="Label">The name of its class.</param>
/// <param name="Part">An index into <see cref="SplitPlan.Parts"/>; null where the list does not say.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LabelledPhoto(int Line, string Listed, string Path, string Label, int? Part);

/// <summary>A list of <c>path,label</c>, and maybe <c>split</c>: train, val or test for every photo or for none.</summary>
/// <param name="Name">The list, as it was given.</param>
/// <param name="Root">Its folder, absolute, from which its paths begin.</param>
/// <param name="Photos">Its photos, in its order, each once.</param>
internal sealed record LabelledList(string Name, string Root, IReadOnlyList<LabelledPhoto> Photos)
{
    private const string LabelColumn = "label";
    private const string PartColumn = "split";

    /// <summary>Whether it says which photo is for what.</summary>
    public bool HasParts => Photos[0].Part is not null;

    /// <summary>The names of its classes, in ordinal order.</summary>
    public IReadOnlyList<string> Classes => [.. Photos.Select(photo => photo.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Reads a list; no photo is opened.</summary>
    /// <param name="list">The list.</param>
    /// <param name="takeParts">Whether its column <c>split</c> is looked at.</param>
    /// <param name="mayMiss">Whether photos may be listed that are not there.</param>
    /// <exception cref="InputException">A row cannot be used; the message names its line and the mend.</exception>
    public static LabelledList Read(string list, bool takeParts = true, bool mayMiss = false)
    {
        string root = Path.GetDirectoryName(Path.GetFullPath(list))!;
        List<ListRow> rows = ListFile.Read(list, LabelColumn, takeParts ? PartColumn : null);
        bool hasParts = rows[0].Extra is not null;
        var lines = new Dictionary<string, int>(rows.Count, StringComparer.Ordinal);
        var photos = new List<LabelledPhoto>(rows.Count);
        foreach (ListRow row in rows)
        {
            string path = Path.GetFullPath(row.Path, root);
            if (Problem(row, path, mayMiss, hasParts, lines) is { } problem) throw new InputException($"{list}: line {row.Line}: {problem}");
            photos.Add(new LabelledPhoto(row.Line, row.Path, path, row.Value, hasParts ? PartOf(row) : null));
        }

        return new LabelledList(list, root, photos);
    }

    private static string? Problem(ListRow row, string path, bool mayMiss, bool hasParts, Dictionary<string, int> lines)
    {
        if (string.IsNullOrWhiteSpace(row.Value)) return "its label is empty; name the class";
        if (row.Value.Any(char.IsControl)) return $"the label '{row.Value.ReplaceLineEndings(" ")}' holds a control character, such as a line end; leave it out";
        if (!ImageCodec.HasImageExtension(path)) return $"{row.Path} does not end in one of {ImageFiles.Extensions}; list photos only";
        if (!mayMiss && !File.Exists(path)) return $"{row.Path}: no such file; paths begin from the list's folder";
        if (hasParts != row.Extra is not null) return $"only some lines have a {PartColumn}; give every line one, or none";
        if (hasParts && PartOf(row) < 0) return $"'{row.Extra!.ReplaceLineEndings(" ")}' is no part of a split; give train, val or test";
        return lines.TryAdd(path, row.Line) ? null : $"{row.Path} is on line {lines[path]} already; list each photo once";
    }

    private static int PartOf(ListRow row) => SplitPlan.Parts.ToList().IndexOf(row.Extra!);
}
