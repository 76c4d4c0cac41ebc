namespace ResNetFlowers.Data.Splitting;

/// <summary>A list of photos and their labels, as what is to be split.</summary>
internal static class ListSource
{
    /// <summary>
    /// Reads a list. Paths begin from its folder; in the split each photo stands in its class's folder under its own file name, with a
    /// number behind it where several have the same.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="output">The folder that receives the split, in which no listed photo may lie.</param>
    /// <exception cref="InputException">A row cannot be used; the message names its line and the mend.</exception>
    public static SplitSource Open(string list, string output)
    {
        LabelledList photos = LabelledList.Read(list, takeParts: false);
        var classes = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (LabelledPhoto photo in photos.Photos)
        {
            if (ClassFolder.Problem(photo.Label) is { } problem) throw new InputException($"{list}: line {photo.Line}: the label '{photo.Label}' {problem}");
            if (!classes.TryGetValue(photo.Label, out List<string>? paths)) classes.Add(photo.Label, paths = []);
            paths.Add(photo.Path);
        }

        RequireApart(list, photos.Photos.Select(photo => photo.Path), output);
        return new SplitSource(list, photos.Root, [.. classes.Select(each => new SourceClass(each.Key, Place(each.Key, each.Value)))], MayMove: false);
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
