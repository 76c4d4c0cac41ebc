using System.Globalization;
using System.Text;
using ResNetFlowers.Data;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Lettering;

namespace ResNetFlowers.Inference;

/// <summary>
/// Copies of photos, sorted by what a network takes them for: <c>FOLDER/CLASS/CLASS_0.93_NAME.jpg</c>, upright, with class and
/// probability written under the picture.
/// </summary>
public sealed class LabelledCopies
{
    private static readonly char[] Unsafe = [.. Path.GetInvalidFileNameChars().Union(['/', '\\', ':'])];

    // Bytes. File systems take 255: the rest is for a number, the extension and what AtomicFile adds while it writes.
    private const int LongestName = 220;

    private readonly string _folder;
    private readonly long _maxPixels;

    // Photos of several folders may have the same name.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    private LabelledCopies(string folder, long maxPixels)
    {
        _folder = folder;
        _maxPixels = maxPixels;
    }

    /// <summary>Prepares to write into a folder; nothing is written yet.</summary>
    /// <param name="folder">The folder; it need not be there.</param>
    /// <param name="force">Whether it may hold something already; files of the same names are replaced.</param>
    /// <param name="maxPixels">How many pixels a photo may have.</param>
    /// <exception cref="InputException">It holds something and may not, or is a file.</exception>
    public static LabelledCopies Open(string folder, bool force, long maxPixels = PixelLimit.Default)
    {
        if (string.IsNullOrWhiteSpace(folder)) throw new InputException("--save: is empty; name a folder");
        if (force) OutputFolder.RequireNoFile("--save", folder);
        else OutputFolder.RequireEmpty("--save", folder, "name another folder, or replace files of the same names with --force");
        return new LabelledCopies(folder, maxPixels);
    }

    /// <summary>Writes the copy of a photo.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="prediction">What it was taken for; one without an error.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="InvalidImageException">The photo is damaged where the network did not look, or gone by now.</exception>
    /// <exception cref="InputException">The copy cannot be written.</exception>
    public string Add(string photo, Prediction prediction)
    {
        ClassProbability best = prediction.Top[0];
        string probability = best.Probability.ToString("f2", CultureInfo.InvariantCulture);
        string path = Free(Safe(best.Class), Shorten($"{Safe(best.Class)}_{probability}_{Safe(Path.GetFileNameWithoutExtension(prediction.Path))}"));
        string name = BitmapFont.Has(best.Shown) ? best.Shown : best.Class;
        try
        {
            using RgbImage image = PhotoFile.Read(photo, _maxPixels);
            using RgbImage labelled = Caption.Under(image, $"{name} {probability}{(prediction.IsUnknown == true ? " unknown" : "")}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, stream => stream.Write(ImageCodec.EncodeJpeg(labelled)));
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--save {_folder}: cannot be written ({exception.Message.TrimEnd('.')}); name a folder that is writable", exception);
        }
    }

    /// <summary>As much of a name as file systems take.</summary>
    private static string Shorten(string name)
    {
        while (Encoding.UTF8.GetByteCount(name) > LongestName) name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        return name;
    }

    private string Free(string className, string name)
    {
        string path = Path.Combine(_folder, className, $"{name}.jpg");
        for (int number = 2; !_taken.Add(path); number++) path = Path.Combine(_folder, className, $"{name}-{number.ToString(CultureInfo.InvariantCulture)}.jpg");
        return path;
    }

    // A checkpoint may come from anywhere, and its classes are to become folders here, never elsewhere.
    private static string Safe(string name)
    {
        string safe = string.Join('_', name.Split(Unsafe));
        return safe.All(letter => letter == '.') ? "_" : safe;
    }
}
