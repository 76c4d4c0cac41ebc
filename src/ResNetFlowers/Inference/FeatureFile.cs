using System.Globalization;
using ResNetFlowers.Formats.Csv;
using ResNetFlowers.Formats.Npy;

namespace ResNetFlowers.Inference;

/// <summary>What <see cref="FeatureFile"/> wrote.</summary>
/// <param name="Out">The file.</param>
/// <param name="Paths">The file that names the photos, a line each, in the order of the rows; null where <paramref name="Out"/> does.</param>
/// <param name="Shape">Of the whole array, the photos first.</param>
/// <param name="Unreadable">Photos that could not be read; they have no row.</param>
public sealed record FeatureFileResult(string Out, string? Paths, IReadOnlyList<long> Shape, int Unreadable);

/// <summary>
/// Features on disk, whole or not at all: as NumPy's <c>.npy</c> (float32, a row a photo) with the photos' names beside it in
/// <c>NAME.paths.txt</c>, or as <c>.csv</c>, a line a photo, its path first and then the numbers, short as can be but exact.
/// </summary>
public static class FeatureFile
{
    /// <summary>Writes the features of photos while the network computes them.</summary>
    /// <param name="path">Ends with <c>.npy</c> or <c>.csv</c>; beside an <c>.npy</c> the photos' names.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="options">Which features.</param>
    /// <param name="onPhoto">Told of every photo that is done, those that cannot be read included.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <exception cref="InputException">As <see cref="FeatureExtractor.Run"/>; a file is there already or cannot be written; or no photo can be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FeatureFileResult Write(
        string path, IReadOnlyList<string> photos, FeatureOptions options, Action<PhotoOutput>? onPhoto = null, CancellationToken cancellation = default)
    {
        bool isCsv = IsCsv(path);
        if (isCsv && options.Stage is not null)
            throw new InputException($"--stage {options.Stage}: a feature map does not fit on a line; give --out a name that ends with .npy");

        string? paths = isCsv ? null : Path.ChangeExtension(path, ".paths.txt");
        if (!isCsv) RequireLines(photos);
        OutputFile.RequireFree(path, options.Force);
        if (paths is not null) OutputFile.RequireFree(paths, options.Force);

        var written = new List<string>();
        IReadOnlyList<long> rowShape = [];
        AtomicFile.Write(path, stream =>
        {
            if (isCsv) WriteCsv(stream, Readable());
            else WriteNpy(stream, Readable());
            if (written.Count == 0) throw new InputException($"{photos[0]}: cannot be read, nor can any other of the {photos.Count} photos; replace them");
        });
        if (paths is not null) AtomicFile.WriteText(paths, string.Concat(written.Select(photo => photo + "\n")));
        return new FeatureFileResult(path, paths, [written.Count, .. rowShape], photos.Count - written.Count);

        IEnumerable<PhotoOutput> Readable()
        {
            foreach (PhotoOutput photo in FeatureExtractor.Run(photos, options))
            {
                cancellation.ThrowIfCancellationRequested();
                if (photo.Error is null)
                {
                    written.Add(photo.Path);
                    rowShape = photo.Shape;
                    yield return photo;
                }

                onPhoto?.Invoke(photo);
            }
        }
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => true,
        ".npy" => false,
        _ => throw new InputException($"--out {path}: give a name that ends with .npy or .csv"),
    };

    private static void RequireLines(IReadOnlyList<string> photos)
    {
        if (photos.FirstOrDefault(photo => photo.AsSpan().ContainsAny('\r', '\n')) is { } broken)
            throw new InputException($"{OneLine.Of(broken)}: has a line break in its name, which a list with a name a line cannot hold; rename it, or give --out a name that ends with .csv");
    }

    private static void WriteNpy(FileStream stream, IEnumerable<PhotoOutput> photos)
    {
        NpyWriter? writer = null;
        foreach (PhotoOutput photo in photos)
        {
            writer ??= new NpyWriter(stream, [.. photo.Shape]);
            writer.Add(photo.Values.Span);
        }

        writer?.Finish();
    }

    private static void WriteCsv(FileStream stream, IEnumerable<PhotoOutput> photos)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        foreach (PhotoOutput photo in photos)
        {
            writer.Write(CsvField.Quote(photo.Path));
            foreach (float value in photo.Values.Span)
            {
                writer.Write(',');
                writer.Write(value.ToString(CultureInfo.InvariantCulture));
            }

            writer.WriteLine();
        }
    }
}
