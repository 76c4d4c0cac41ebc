using ResNetFlowers.Data;
using ResNetFlowers.Data.Lists;
using ResNetFlowers.Data.Splitting;

namespace ResNetFlowers.Preview;

/// <summary>A photo that may be shown.</summary>
/// <param name="Path">The file.</param>
/// <param name="Class">Its class; null for a photo that stands alone.</param>
/// <param name="Sample">Its place among the training photos, which is part of what its augmentation is drawn from.</param>
internal sealed record ChosenPhoto(string Path, string? Class, int Sample);

/// <summary>Draws photos to show.</summary>
internal static class PhotoChoice
{
    /// <summary>Every photo once: one of each class, another of each class and so on, which and in which order is the seed's.</summary>
    /// <param name="data">A folder with <c>train</c> and <c>val</c>, a list, a folder with a sub-folder for each class, or one photo.</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="val">The share of a list's photos that are held back for validation, and not shown.</param>
    /// <exception cref="InputException">There is nothing of the kind.</exception>
    public static IEnumerable<ChosenPhoto> Draw(string data, long seed, double val)
    {
        if (ListFile.IsList(data)) return Draw(ListSplit.Open(data, val).Train, seed);
        if (File.Exists(data)) return [new ChosenPhoto(data, Class: null, Sample: 0)];
        if (!Directory.Exists(data)) throw new InputException($"{data}: no such folder; give the folder of a split, a list, a folder that holds one sub-folder of photos per class, or a photo");
        string train = Path.Join(data, "train");
        bool isSplit = Directory.Exists(train) && Directory.Exists(Path.Join(data, "val"));
        return Draw(ImageFolder.Scan(isSplit ? train : data), seed);
    }

    /// <summary>The same of photos that are known.</summary>
    public static IEnumerable<ChosenPhoto> Draw(ImageFolder folder, long seed)
    {
        var random = new RandomSource(seed);
        int[][] classes = [.. Enumerable.Range(0, folder.Samples.Count).GroupBy(index => folder.Samples[index].Label).Select(ofClass => ofClass.ToArray())];
        random.Shuffle<int[]>(classes);
        foreach (int[] samples in classes) random.Shuffle<int>(samples);
        for (int round = 0; round < classes.Max(samples => samples.Length); round++)
        {
            foreach (int[] samples in classes.Where(samples => round < samples.Length))
            {
                Sample sample = folder.Samples[samples[round]];
                yield return new ChosenPhoto(sample.Path, folder.Classes[sample.Label], samples[round]);
            }
        }
    }
}
