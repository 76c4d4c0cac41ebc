using System.Globalization;
using ResNetFlowers.Data.Naming;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Lettering;
using ResNetFlowers.Inference;
using ResNetFlowers.Neighbours;
using ResNetFlowers.Preview;
using ResNetFlowers.Reports.Photos;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Reports.Explanations;

/// <summary>Shows why a network takes a photo for what it does: where it looks (see <see cref="GradCam"/>), and which training photos it finds alike.</summary>
public static class Explainer
{
    // Of each of the two pictures, in pixels.
    private const int Side = 384;

    // As many as people want to read; the rest is next to nothing.
    private const int Top = 5;

    /// <summary>Explains a photo and writes the picture.</summary>
    /// <exception cref="InputException">Photo, checkpoint or class cannot be used, an option is out of range, or the picture is there already or cannot be written.</exception>
    public static Explanation Run(ExplainOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Photo)) throw new InputException("PHOTO: is empty; name a photo");
        if (options.Neighbours < 0) throw new InputException($"--neighbours {options.Neighbours}: give at least 0");
        string output = options.Out ?? $"{Path.GetFileNameWithoutExtension(options.Photo)}.explained.png";
        OutputFile.RequireFree(output, options.Force);
        string path = RunFolder.FindCheckpoint(options.Checkpoint);
        using CheckpointFile file = CheckpointFile.Open(path);
        Checkpoint checkpoint = file.Checkpoint;
        ReadableNames names = ReadableNames.Read(options.Names, checkpoint.Classes, checkpoint.Names);
        int? lookFor = options.Class is null ? null : IndexOf(options.Class, checkpoint.Classes, names);
        var pictures = new Pictures(checkpoint.Preprocessing, options.MaxPixels);
        try
        {
            PhotoView view = OutOfMemory.Explained(
                options.Device, () => PhotoView.Of(file, ComputeDevice.Find(options.Device), pictures, options.Photo, lookFor));
            ClassProbability[] classes = [.. view.Probabilities.Select((probability, index) =>
                new ClassProbability(checkpoint.Classes[index], names.Find(checkpoint.Classes[index]), index, probability))];
            using NeighbourIndex? index = RunNeighbours.Open(path, checkpoint);
            IReadOnlyList<Neighbour>? nearest = index?.Nearest(view.Embedding, Math.Max(1, options.Neighbours));
            Draw(output, options.Photo, pictures, view.Map, classes[view.LookedFor]);
            return new Explanation(
                options.Photo, output, classes[view.LookedFor], [.. classes.OrderByDescending(entry => entry.Probability).Take(Top)],
                nearest is null ? null : Describe(nearest.Take(options.Neighbours), DataFolder(options.Data, path), checkpoint.Classes, names),
                index?.Threshold, nearest is null ? null : nearest[0].Distance > index!.Threshold);
        }
        catch (InvalidImageException exception)
        {
            throw new InputException($"{options.Photo}: {exception.Message}; give another photo", exception);
        }
    }

    private static int IndexOf(string name, IReadOnlyList<string> classes, ReadableNames names)
    {
        for (int index = 0; index < classes.Count; index++)
        {
            if (classes[index] == name || names.Find(classes[index]) == name) return index;
        }

        throw new InputException($"--class {name}: there is no such class; give one of {string.Join(", ", classes.Select(names.Of))}");
    }

    private static void Draw(string path, string photo, Pictures pictures, HeatMap map, ClassProbability lookedFor)
    {
        using RgbImage seen = pictures.View(photo, Side);
        using RgbImage overlay = pictures.View(photo, Side);
        HeatOverlay.Blend(overlay, map);
        using RgbImage both = Mosaic.Compose([[seen, overlay]], Side);
        string name = BitmapFont.Has(lookedFor.Shown) ? lookedFor.Shown : lookedFor.Class;
        using RgbImage labelled = Caption.Under(both, string.Create(CultureInfo.InvariantCulture, $"what speaks for {name}, {lookedFor.Probability:f2}"));
        AtomicFile.Write(path, stream => stream.Write(ImageCodec.EncodePng(labelled)));
    }

    private static IReadOnlyList<NearPhoto> Describe(IEnumerable<Neighbour> nearest, string folder, IReadOnlyList<string> classes, ReadableNames names) =>
    [
        .. nearest.Select(neighbour =>
        {
            string path = Path.Combine(folder, neighbour.Path);
            string className = classes[neighbour.Label];
            return new NearPhoto(path, className, names.Find(className), neighbour.Distance, File.Exists(path));
        }),
    ];

    // Where the photos are by now, or else where the run's options say that they were.
    private static string DataFolder(string? given, string checkpoint)
    {
        if (given is not null) return new TrainOptions { Data = given }.DataFolder();
        string file = Path.Combine(Path.GetDirectoryName(checkpoint) ?? "", RunFolder.OptionsName);
        return File.Exists(file) ? OptionsFile.Apply(new TrainOptions(), OptionsFile.Open(file, file), file).DataFolder() : "";
    }
}
