using ResNetFlowers.Data.Archives;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Matlab;

namespace ResNetFlowers.Data.Importing;

/// <summary>Turns the files of Oxford's 102 flowers into folders that can be trained on, split as published.</summary>
public static class Flowers102Import
{
    private const string LabelsArray = "labels";

    /// <summary>The parts of the split, each with the array in <c>setid.mat</c> that lists its photos' numbers, from 1 on.</summary>
    private static readonly (string Part, string Array)[] Parts = [("train", "trnid"), ("val", "valid"), ("test", "tstid")];

    /// <summary>Puts each photo into <c>OUT/PART/LABEL</c>, the label as three digits, and writes their names to <c>OUT/cat_to_name.json</c>. Either all photos or none.</summary>
    /// <param name="options">Which files, and where to.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="InputException">A file or an option cannot be used; the message names it and the mend.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static Flowers102Result Run(Flowers102Options options, CancellationToken cancellation = default)
    {
        options.Validate();
        OutputFolder.RequireEmpty("--out", options.Out, "choose another folder, or remove it first");
        long[] labels = Numbers(options.Labels, Read(options.Labels), LabelsArray);
        IReadOnlyDictionary<string, long[]> splits = Read(options.Splits);
        long[][] parts = [.. Parts.Select(each => Numbers(options.Splits, splits, each.Array))];
        Check(options, labels, parts);

        string output = Path.GetFullPath(options.Out);
        try
        {
            using var folders = new StagedFolders(output, "import");
            string unpacked = Path.Join(folders.Staging, "unpacked");
            PhotoArchive.Unpack(options.Images, unpacked, cancellation);
            Dictionary<string, string> photos = ImageFiles.Find(unpacked)
                .DistinctBy(path => Path.GetFileName(path), StringComparer.Ordinal).ToDictionary(path => Path.GetFileName(path), StringComparer.Ordinal);
            for (int i = 0; i < parts.Length; i++) Place(options, Path.Join(folders.Staging, Parts[i].Part), parts[i], labels, photos);
            Directory.Delete(unpacked, recursive: true);
            NamesFile.Write(Path.Join(folders.Staging, NamesFile.FileName), Names(labels));
            folders.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"--out {options.Out}: cannot be written ({e.Message}); choose a folder with room that you may write", e);
        }

        int classes = parts.SelectMany(part => part).Select(number => labels[number - 1]).Distinct().Count();
        return new Flowers102Result(output, parts[0].Length, parts[1].Length, parts[2].Length, classes);
    }

    private static Dictionary<string, string> Names(long[] labels) => labels.Distinct().Order()
        .Where(label => Flowers102Names.Of(label) is not null)
        .ToDictionary(Folder, label => Flowers102Names.Of(label)!, StringComparer.Ordinal);

    // Leading zeros, so that classes are sorted as labels are.
    private static string Folder(long label) => label.ToString("D3");

    private static IReadOnlyDictionary<string, long[]> Read(string path)
    {
        try
        {
            return MatFile.Read(path);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            throw FileError.Explain(path, "the set's .mat file", e);
        }
    }

    private static long[] Numbers(string path, IReadOnlyDictionary<string, long[]> arrays, string name) =>
        arrays.TryGetValue(name, out long[]? numbers) && numbers.Length > 0
            ? numbers
            : throw new InputException($"{path}: holds no whole numbers named {name}; give the file of Oxford's 102 flowers");

    private static void Check(Flowers102Options options, long[] labels, long[][] parts)
    {
        if (Array.Exists(labels, label => label is < 1 or > 999))
        {
            throw new InputException($"{options.Labels}: has a label that is not from 1 to 999; give imagelabels.mat");
        }

        var seen = new HashSet<long>();
        foreach (long number in parts.SelectMany(part => part))
        {
            if (number < 1 || number > labels.Length)
            {
                throw new InputException($"{options.Splits}: lists photo {number}, but {options.Labels} has {labels.Length} labels; give the two of one set");
            }

            if (!seen.Add(number)) throw new InputException($"{options.Splits}: lists photo {number} twice; give setid.mat");
        }
    }

    private static void Place(Flowers102Options options, string folder, long[] numbers, long[] labels, Dictionary<string, string> photos)
    {
        foreach (long number in numbers)
        {
            string name = $"image_{number:D5}.jpg";
            if (!photos.TryGetValue(name, out string? photo)) throw new InputException($"{options.Images}: lacks {name}; give 102flowers.tgz");
            string label = Path.Join(folder, Folder(labels[number - 1]));
            Directory.CreateDirectory(label);
            File.Move(photo, Path.Join(label, name));
        }
    }
}
