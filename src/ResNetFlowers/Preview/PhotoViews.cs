using System.Globalization;
using ResNetFlowers.Data;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Preview;

/// <summary>A photo as it is, in validation, and in the first epochs of a training, each with that epoch's own augmentation.</summary>
internal sealed class PhotoViews
{
    private readonly TrainOptions _options;
    private readonly int _epochs;
    private readonly NetworkView _validation;
    private readonly Dictionary<int, NetworkView> _training = [];

    /// <param name="options">The training.</param>
    /// <param name="epochs">How many of its epochs to show.</param>
    public PhotoViews(TrainOptions options, int epochs)
    {
        _options = options;
        _epochs = epochs;
        Normalization normalization = ResNetVariant.Named(options.Arch).Normalization;
        _validation = new NetworkView(
            options.Transforms(options.ImageSize).Validation.ToTransform(), normalization, afterNormalization: null, options.ImageSize, options.MaxPixels);
        foreach (int size in new[] { options.StartSize(), options.ImageSize }.Distinct())
        {
            TransformPreset preset = options.Transforms(size);
            _training[size] = new NetworkView(preset.Train, normalization, preset.AfterNormalization, size, options.MaxPixels);
        }
    }

    /// <summary>What <see cref="Of"/> gives.</summary>
    public IReadOnlyList<string> Names =>
        ["original", "validation", .. Enumerable.Range(1, _epochs).Select(epoch => string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}"))];

    /// <summary>The views of a photo, none larger than the image size.</summary>
    /// <returns>Pictures that the caller disposes.</returns>
    /// <exception cref="InvalidImageException">The photo cannot be read, or not so.</exception>
    public IReadOnlyList<RgbImage> Of(ChosenPhoto photo)
    {
        var views = new List<RgbImage>(2 + _epochs);
        try
        {
            using (RgbImage original = PhotoFile.Read(photo.Path, _options.MaxPixels)) views.Add(Fit(original, _options.ImageSize));
            views.Add(_validation.Of(photo.Path, new RandomSource()));
            for (int epoch = 1; epoch <= _epochs; epoch++)
                views.Add(_training[_options.TrainSize(epoch, _options.Epochs)].Of(photo.Path, new RandomSource(_options.Seed, epoch, photo.Sample)));
            return views;
        }
        catch
        {
            views.ForEach(view => view.Dispose());
            throw;
        }
    }

    /// <summary>The whole picture at the largest size that fits into a square.</summary>
    private static RgbImage Fit(RgbImage image, int size)
    {
        double scale = (double)size / Math.Max(image.Width, image.Height);
        int Side(int side) => Math.Clamp((int)Math.Round(side * scale), 1, size);
        return Resizer.Resize(image, Side(image.Width), Side(image.Height));
    }
}
