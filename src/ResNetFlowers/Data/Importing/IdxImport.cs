using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Idx;
using ResNetFlowers.Formats.Png;

namespace ResNetFlowers.Data.Importing;

/// <summary>Turns the IDX files of the MNIST family into a folder of pictures that can be split and trained on.</summary>
public static class IdxImport
{
    /// <summary>
    /// Writes each picture as the grey <c>OUT/CLASS/NUMBER.png</c>, pixel for pixel, where the number is its place in the file from 0
    /// on. Either all pictures are written or none.
    /// </summary>
    /// <param name="options">Which files, and where to.</param>
    /// <param name="progress">Told after each picture.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="InputException">A file or an option cannot be used; the message names it and the mend.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IdxImportResult Run(
        IdxImportOptions options, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        OutputFolder.RequireEmpty("--out", options.Out, "choose another folder, or remove it first");
        byte[] labels = Read(options.Labels, 1, "a file of labels (idx1-ubyte)", ReadLabels);
        string[] names = Names(options, labels.Max());
        return Read(options.Images, 3, "a file of pictures (idx3-ubyte)", images =>
        {
            if (images.Count != labels.Length)
            {
                throw new InputException(
                    $"{options.Labels}: has {labels.Length} labels, but {options.Images} has {images.Count} pictures; give the two of one set");
            }

            return Write(options, images, labels, names, progress, cancellation);
        });
    }

    private static T Read<T>(string path, int dimensions, string wanted, Func<IdxReader, T> read)
    {
        try
        {
            using IdxReader reader = IdxReader.Open(path, dimensions);
            return read(reader);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            throw FileError.Explain(path, wanted, e);
        }
    }

    private static byte[] ReadLabels(IdxReader reader)
    {
        byte[] labels = new byte[reader.Count];
        reader.Read(labels);
        reader.RequireEnd();
        return labels;
    }

    /// <summary>The folder of each label; numbers have leading zeros, so that classes are sorted as labels are.</summary>
    private static string[] Names(IdxImportOptions options, int highest)
    {
        if (options.Names.Count > highest) return [.. options.Names];
        if (options.Names.Count > 0)
        {
            throw new InputException(
                $"--names: gives {options.Names.Count} names, but {options.Labels} has a label {highest}; name labels 0 to {highest}");
        }

        int digits = highest.ToString().Length;
        return [.. Enumerable.Range(0, highest + 1).Select(label => label.ToString($"D{digits}"))];
    }

    private static IdxImportResult Write(
        IdxImportOptions options, IdxReader images, byte[] labels, string[] names, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        string output = Path.GetFullPath(options.Out);
        (int height, int width) = (images.ItemSizes[0], images.ItemSizes[1]);
        int digits = (labels.Length - 1).ToString().Length;
        int[] counts = new int[names.Length];
        byte[] pixels = new byte[height * width];
        try
        {
            using var folders = new StagedFolders(output, "import");
            for (int i = 0; i < labels.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                string folder = Path.Join(folders.Staging, names[labels[i]]);
                if (counts[labels[i]]++ == 0) Directory.CreateDirectory(folder);
                images.Read(pixels);
                File.WriteAllBytes(Path.Join(folder, $"{i.ToString($"D{digits}")}.png"), GrayPng.Encode(pixels, width));
                progress?.Report(new ImportProgress(i + 1, labels.Length));
            }

            images.RequireEnd();
            folders.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"--out {options.Out}: cannot be written ({e.Message}); choose a folder with room that you may write", e);
        }

        IEnumerable<ImportedClass> classes = names.Select((name, label) => new ImportedClass(name, counts[label]));
        return new IdxImportResult(output, labels.Length, width, height, [.. classes.Where(each => each.Images > 0)]);
    }
}
