using ResNetFlowers.Data.Lists;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Splitting;

/// <summary>A list of photos and their labels, as what is to be split.</summary>
internal static class ListSource
{
    private const string LabelColumn = "label";

    /// <summary>
    /// Reads a list. Paths begin from its folder; in the split each photo stands in its class's folder under its own file name, with a
    /// number behind it where several have the same.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="output">The folder that receives the split, in which no listed photo may lie.</param>
    /// <exception cref="InputException">A row cannot be used; the message names its line and the mend.</exception>
    public static SplitSource Open(string list, string output)
    {
        string root = Path.GetDirectoryName(Path.GetFullPath(list))!;
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var classes = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (ListRow row in ListFile.Read(list, LabelColumn))
        {
            string path = Path.GetFullPath(row.Path, root);
            if (Problem(row, path, lines) is { } problem) throw new InputException($"{list}: line {row.Line}: {problem}");
            if (!classes.TryGetValue(row.Value, out List<string>? photos)) classes.Add(row.Value, photos = []);
            photos.Add(path);
        }

        RequireApart(list, lines.Keys, output);
        return new SplitSource(list, root, [.. classes.Select(each => new SourceClass(each.Key, Place(each.Key, each.Value)))], MayMove: false);
    }

    private static string? Problem(ListRow row, string path, Dictionary<string, int> lines)
    {
        if (ClassFolder.Problem(row.Value) is { } problem) return $"the label '{row.Value.ReplaceLineEndings(" ")}' {problem}";
        if (!ImageCodec.HasImageExtension(path)) return $"{row.Path} does not end in one of {ImageFiles.Extensions}; list photos only";
        if (!File.Exists(path)) return $"{row.Path}: no such file; paths begin from the list's folder";
        return lines.TryAdd(path, row.Line) ? null : $"{row.Path} is on line {lines[path]} already; list each photo once";
    }

    private static void RequireApart(string list, IEnumerable<string> photos, string output)
    {
        string? inside = photos.Select(photo => Path.GetDirectoryName(photo)!).Distinct(StringComparer.Ordinal)
            .FirstOrDefault(folder => RealPath.IsInside(folder, output));
        if (inside is null) return;
        throw new InputException($"--out {output}: holds photos that {list} lists, in {inside}; choose another folder");
    }

    /// <summary>Sorted by path, so that another order of the same list gives the same split.</summary>
    private static List<SourcePhoto> Place(string name, List<string> paths)
    {
        paths.Sort(StringComparer.Ordinal);
        // Without regard to case, as some file systems see it.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var photos = new List<SourcePhoto>(paths.Count);
        foreach (string path in paths)
        {
            string file = Path.GetFileName(path);
            for (int number = 2; !taken.Add(file); number++)
            {
                file = $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}";
            }

            photos.Add(new SourcePhoto(path, $"{name}/{file}"));
        }

        return photos;
    }
}
