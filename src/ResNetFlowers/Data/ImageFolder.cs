namespace ResNetFlowers.Data;

/// <summary>
/// Labelled photos, as a rule those of a folder (<see cref="Scan"/>): each sub-folder is a class, named after it, and each photo below it, at any depth, is one of its
/// samples. The rules are those of torchvision's <c>ImageFolder</c>, so that class indices and the order of samples are the same.
/// </summary>
public sealed class ImageFolder
{
    private readonly Lazy<long[]> _lengths;

    private ImageFolder(string root, IReadOnlyList<string> classes, IReadOnlyList<Sample> samples, IReadOnlyList<int> counts)
    {
        Root = root;
        Classes = classes;
        Samples = samples;
        Counts = counts;
        _lengths = new Lazy<long[]>(() => FileLengths.Of(samples));
    }

    /// <summary>The folder, as it was given, or that of the list.</summary>
    public string Root { get; }

    /// <summary>The names of the classes, in ordinal order; a label is an index into them.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Every photo, class by class, in ordinal order of folders and file names.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>How many photos each class has, at least 1.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Bytes of each photo, see <see cref="ExactCopies.LengthOf"/>; looked at once, when they are first asked for.</summary>
    internal IReadOnlyList<long> Lengths => _lengths.Value;

    /// <summary>Lists the classes and photos of a folder; no photo is opened.</summary>
    /// <param name="root">A folder that holds one sub-folder of photos for each class.</param>
    /// <exception cref="InputException">
    /// The folder is missing or a file, has no sub-folder or no photo, or one of its classes has no photo.
    /// </exception>
    public static ImageFolder Scan(string root)
    {
        if (!Directory.Exists(root))
        {
            string wrong = File.Exists(root) ? "is a file" : "no such folder";
            throw new InputException($"{root}: {wrong}; give the folder that holds one sub-folder of photos per class");
        }

        IReadOnlyList<string> classes = ImageFiles.SubfolderNames(root);
        if (classes.Count == 0)
        {
            throw new InputException($"{root}: has no sub-folder; put the photos of each class into a sub-folder named after the class");
        }

        var samples = new SampleTable();
        int[] counts = new int[classes.Count];
        for (int label = 0; label < classes.Count; label++)
        {
            int before = samples.Count;
            foreach (string folder in ImageFiles.FoldersBelow(Path.Join(root, classes[label]))) samples.Add(folder, label, ImageFiles.Names(folder));
            counts[label] = samples.Count - before;
        }

        RequirePhotos(root, classes, counts);
        return new ImageFolder(root, classes, samples, counts);
    }

    /// <summary>The same for photos that stand in a list: classes and photos in ordinal order.</summary>
    /// <param name="root">The list's folder.</param>
    /// <param name="photos">Each photo's class and path.</param>
    internal static ImageFolder Of(string root, IEnumerable<(string Class, string Path)> photos)
    {
        (string Class, string Path)[] sorted = [.. photos.OrderBy(photo => photo.Class, StringComparer.Ordinal).ThenBy(photo => photo.Path, StringComparer.Ordinal)];
        string[] classes = [.. sorted.Select(photo => photo.Class).Distinct(StringComparer.Ordinal)];
        Dictionary<string, int> labels = classes.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        Sample[] samples = [.. sorted.Select(photo => new Sample(photo.Path, labels[photo.Class]))];
        return new ImageFolder(root, classes, samples, [.. samples.CountBy(sample => sample.Label).Select(count => count.Value)]);
    }

    /// <summary>Makes sure that labels mean the same here and in another folder.</summary>
    /// <param name="other">The folder to compare with, such as the validation photos.</param>
    /// <exception cref="InputException">The classes differ; the message says which are missing where.</exception>
    public void RequireSameClasses(ImageFolder other)
    {
        var complaints = new List<string>(2);
        Complain(this, other);
        Complain(other, this);
        if (complaints.Count > 0)
        {
            throw new InputException($"{string.Join("; ", complaints)}; both need the same classes; add photos there, or split again with a larger --val");
        }

        void Complain(ImageFolder has, ImageFolder lacks)
        {
            List<string> missing = [.. has.Classes.Except(lacks.Classes, StringComparer.Ordinal)];
            if (missing.Count > 0) complaints.Add($"{lacks.Root}: lacks {string.Join(", ", missing)}, which {has.Root} has");
        }
    }

    private static void RequirePhotos(string root, IReadOnlyList<string> classes, int[] counts)
    {
        List<string> empty = [.. classes.Where((_, label) => counts[label] == 0)];
        if (empty.Count == 0) return;
        if (empty.Count == classes.Count)
        {
            string where = classes.Count == 1 ? $"its sub-folder {classes[0]}" : $"its {classes.Count} sub-folders ({Shorten(classes)})";
            throw new InputException($"{root}: no photo in {where}; looked for files ending in {ImageFiles.Extensions}");
        }

        string folders = string.Join(", ", empty.Take(5).Select(name => Path.Join(root, name)));
        throw new InputException(
            $"{folders}: no photo there; add some ({ImageFiles.Extensions}) or remove the folder, for each sub-folder is a class");
    }

    private static string Shorten(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(5)) + (names.Count > 5 ? ", …" : "");
}
