using ResNetFlowers.Data.Naming;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Preview;

/// <summary>
/// Shows what a network will see: a grid with a row for each photo; first the photo, then its validation view, then what training makes
/// of it in epochs 1, 2 and so on, after everything, normalization undone. MixUp and CutMix, which join the photos of a batch, and the
/// draws of <c>--balance sampling</c> are left out.
/// </summary>
public static class DataPreview
{
    /// <summary>Draws the grid and writes it.</summary>
    /// <param name="options">What to show.</param>
    /// <param name="onSkipped">Told of each photo that was drawn and could not be shown, with the reason; another takes its place.</param>
    /// <exception cref="InputException">An option is out of range, there is no photo, or the file is there already or cannot be written.</exception>
    public static PreviewResult Run(PreviewOptions options, Action<string, string>? onSkipped = null)
    {
        options.Validate();
        RequireRoom(options);
        OutputFile.RequireFree(options.Out, options.Force);
        ReadableNames names = Names(options);
        var views = new PhotoViews(options.Train, options.Columns);
        using SampleGrid grid = SampleGrid.Draw(PhotoChoice.Draw(options.Data, options.Train.Seed, options.Train.Val), options.Photos, views, options.Train.ImageSize, Skip)
            ?? throw new InputException($"{options.Data}: holds no photo that can be shown; give other photos");
        AtomicFile.Write(options.Out, stream => stream.Write(ImageCodec.EncodePng(grid.Picture)));
        TransformPreset preset = options.Train.Transforms(options.Train.ImageSize);
        return new PreviewResult
        {
            Out = options.Out,
            Width = grid.Picture.Width,
            Height = grid.Picture.Height,
            Rows = [.. grid.Photos.Select(photo => new PreviewRow(photo.Path, photo.Class, photo.Class is null ? null : names.Find(photo.Class)))],
            Columns = views.Names,
            Train = preset.DescribeTrain(),
            Validation = $"{preset.Validation.ToTransform()}",
        };

        void Skip(ChosenPhoto photo, InvalidImageException exception)
        {
            if (photo.Class is null) throw new InputException($"{photo.Path}: {exception.Message}; give another photo", exception);
            onSkipped?.Invoke(photo.Path, exception.Message);
        }
    }

    private static ReadableNames Names(PreviewOptions options)
    {
        if (options.Train.Names is not { } file) return ReadableNames.None;
        string[] classes = [.. PhotoChoice.Draw(options.Data, options.Train.Seed, options.Train.Val).Select(photo => photo.Class).OfType<string>().Distinct(StringComparer.Ordinal)];
        return classes.Length == 0 ? ReadableNames.None : ReadableNames.Read(file, classes);
    }

    private static void RequireRoom(PreviewOptions options)
    {
        int size = options.Train.ImageSize;
        if (Mosaic.Extent(options.Photos, size) * Mosaic.Extent(2 + options.Columns, size) <= PixelLimit.Default) return;
        throw new InputException(
            $"--photos {options.Photos}: with --columns {options.Columns} and --image-size {size} the picture is of more than {PixelLimit.Default:N0} pixels; give less of one of them");
    }
}
