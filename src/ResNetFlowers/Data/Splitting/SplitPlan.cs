using System.Text;

namespace ResNetFlowers.Data.Splitting;

/// <summary>One photo's way into the split.</summary>
/// <param name="Source">The photo's absolute path.</param>
/// <param name="Target">Where it goes, relative to the split's folder: <c>train/roses/1.jpg</c>.</param>
internal readonly record struct Placement(string Source, string Target);

/// <summary>Decides which photo goes where; touches no file.</summary>
internal static class SplitPlan
{
    /// <summary>The parts of a split, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<string> Parts = ["train", "val", "test"];

    /// <summary>Plans the split of a folder.</summary>
    /// <exception cref="InputException">There is one class only.</exception>
    public static (List<Placement> Placements, List<ClassCounts> Counts) Make(ImageFolder folder, SplitOptions options)
    {
        if (folder.Classes.Count < 2)
        {
            throw new InputException(
                $"{folder.Root}: has one class only ({folder.Classes[0]}); a classifier needs at least two classes, one sub-folder each");
        }

        var placements = new List<Placement>(folder.Samples.Count);
        var counts = new List<ClassCounts>(folder.Classes.Count);
        int first = 0;
        for (int label = 0; label < folder.Classes.Count; label++)
        {
            string name = folder.Classes[label];
            int count = folder.Counts[label];
            int val = Share(count, options.Val);
            int test = Share(count, options.Test);
            int[] order = Order(count, options.Seed, name);
            for (int i = 0; i < count; i++)
            {
                string part = Parts[order[i] < val ? 1 : order[i] < val + test ? 2 : 0];
                placements.Add(Place(folder, folder.Samples[first + i], part));
            }

            counts.Add(new ClassCounts(name, count - val - test, val, test));
            first += count;
        }

        return (placements, counts);
    }

    /// <summary>
    /// ⌊count × share⌋ with the share as a person wrote it: in binary, 0.29 × 100 is a little less than 29. Shares sum to less than 1,
    /// so at least one photo of each class is left to train on.
    /// </summary>
    private static int Share(int count, double share) => (int)decimal.Floor(count * (decimal)share);

    /// <summary>
    /// Each photo's place in the class's random order. The stream belongs to the class's name, so that adding a class moves no
    /// photo of another.
    /// </summary>
    private static int[] Order(int count, long seed, string className)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new RandomSource(seed, NameKey(className)).Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>The 64-bit FNV-1a hash of the name's UTF-8 bytes: the same on every machine, as string.GetHashCode is not.</summary>
    private static long NameKey(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte each in Encoding.UTF8.GetBytes(name)) hash = (hash ^ each) * 0x100000001B3;
        return (long)hash;
    }

    private static Placement Place(ImageFolder folder, Sample sample, string part)
    {
        string relative = Path.GetRelativePath(folder.Root, sample.Path).Replace(Path.DirectorySeparatorChar, '/');
        return new Placement(Path.GetFullPath(sample.Path), $"{part}/{relative}");
    }
}
