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
    /// <param name="folder">The photos.</param>
    /// <param name="copies">Groups of photos of the same content, as indices into the folder's samples; a group stays together.</param>
    /// <param name="options">The shares and the seed.</param>
    /// <exception cref="InputException">There is one class only.</exception>
    public static (List<Placement> Placements, List<ClassCounts> Counts) Make(
        ImageFolder folder, IReadOnlyList<IReadOnlyList<int>> copies, SplitOptions options)
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
            int[] parts = Assign(Units(folder, copies, label, first, count), Order(count, options.Seed, name), first, val, test);
            for (int i = 0; i < count; i++) placements.Add(Place(folder, folder.Samples[first + i], Parts[parts[i]]));
            counts.Add(new ClassCounts(name, parts.Count(part => part == 0), parts.Count(part => part == 1), parts.Count(part => part == 2)));
            first += count;
        }

        return (placements, counts);
    }

    /// <summary>
    /// What is placed as one: a photo with its copies. A photo that stands in other classes too is of no use to check with; its
    /// copies are left out here, and so are trained on.
    /// </summary>
    private static List<IReadOnlyList<int>> Units(
        ImageFolder folder, IReadOnlyList<IReadOnlyList<int>> copies, int label, int first, int count)
    {
        var units = new List<IReadOnlyList<int>>(count);
        var grouped = new HashSet<int>();
        foreach (IReadOnlyList<int> group in copies.Where(group => group.Any(index => folder.Samples[index].Label == label)))
        {
            grouped.UnionWith(group);
            if (group.All(index => folder.Samples[index].Label == label)) units.Add(group);
        }

        for (int index = first; index < first + count; index++)
        {
            if (!grouped.Contains(index)) units.Add([index]);
        }

        return units;
    }

    /// <summary>
    /// The part of each of a class's photos, as an index into <see cref="Parts"/>: in random order, each unit goes to val while it has
    /// room for all of it, then to test; the rest is trained on.
    /// </summary>
    private static int[] Assign(List<IReadOnlyList<int>> units, int[] order, int first, int val, int test)
    {
        int[] parts = new int[order.Length];
        foreach (IReadOnlyList<int> unit in units.OrderBy(unit => order[unit[0] - first]))
        {
            int part = unit.Count <= val ? 1 : unit.Count <= test ? 2 : 0;
            if (part == 1) val -= unit.Count;
            if (part == 2) test -= unit.Count;
            foreach (int index in unit) parts[index - first] = part;
        }

        return parts;
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
