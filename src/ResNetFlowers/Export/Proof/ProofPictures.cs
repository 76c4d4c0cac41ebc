using ResNetFlowers.Data;
using ResNetFlowers.Data.SyntheticFlowers;
using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;

namespace ResNetFlowers.Export.Proof;

/// <summary>What an exported file is tried on.</summary>
/// <param name="Source">Where the pictures come from, for a person to read.</param>
/// <param name="Pictures">The pictures, made one by one as they are asked for; each belongs to who takes it.</param>
internal sealed record ProofPictures(string Source, IEnumerable<RgbImage> Pictures)
{
    private const int MostPhotos = 50;
    private const int Drawings = 12;

    /// <summary>Up to 50 photos of a folder, evenly spread over it, so that every class has its share; where no folder is named and there
    /// are no validation photos, drawn flowers of several sizes and shapes.</summary>
    /// <param name="data">The folder; null for <c>data/val</c> if it is there.</param>
    /// <exception cref="InputException">The folder is missing or holds no photo.</exception>
    public static ProofPictures Choose(string? data)
    {
        string byDefault = new EvalOptions().Data;
        if (data is null && !Directory.Exists(byDefault)) return new ProofPictures("drawn flowers", Draw());
        data ??= byDefault;
        if (!Directory.Exists(data)) throw new InputException($"--data {data}: no such folder; name a folder of photos");
        IReadOnlyList<string> photos = ImageFiles.Find(data);
        if (photos.Count == 0)
            throw new InputException($"--data {data}: holds no photo ({ImageFiles.Extensions}); name a folder of photos");
        int count = Math.Min(MostPhotos, photos.Count);
        return new ProofPictures(data, Read(Enumerable.Range(0, count).Select(i => photos[(int)((long)i * photos.Count / count)])));
    }

    // A photo that cannot be read proves nothing, and is no fault of the export.
    private static IEnumerable<RgbImage> Read(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            RgbImage picture;
            try
            {
                picture = PhotoFile.Read(path);
            }
            catch (InvalidImageException)
            {
                continue;
            }

            yield return picture;
        }
    }

    private static IEnumerable<RgbImage> Draw()
    {
        for (int i = 0; i < Drawings; i++)
        {
            using SyntheticFlower flower = FlowerPainter.Draw(i % FlowerPainter.Classes.Count, i, size: 60 + 12 * i);
            int side = flower.Image.Width;
            (int width, int height) = i % 2 == 0 ? (side, side * 3 / 4) : (side * 2 / 3, side);
            yield return Cropping.Crop(flower.Image, Cropping.Center(side, side, width, height));
        }
    }
}
