using System.Text;

namespace ResNetFlowers.Data.Splitting;

/// <summary>Gives each part its share of every class, drawn at random.</summary>
/// <param name="options">The shares, and the seed.</param>
internal sealed class ShareAssignment(SplitOptions options) : IPartAssignment
{
    /// <inheritdoc/>
    public IReadOnlyList<int?> PartsOf(SourceClass photos)
    {
        int count = photos.Photos.Count;
        int val = Share(count, options.Val);
        int test = Share(count, options.Test);
        return [.. Order(count, options.Seed, photos.Name).Select(place => (int?)(place < val ? 1 : place < val + test ? 2 : 0))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings(IReadOnlyList<ClassCounts> counts)
    {
        var warnings = new List<string>();
        foreach (ClassCounts each in counts)
        {
            if (options.Val > 0 && each.Val == 0) warnings.Add(TooFew(each, "val"));
            if (options.Test > 0 && each.Test == 0) warnings.Add(TooFew(each, "test"));
        }

        return warnings;

        static string TooFew(ClassCounts each, string part) =>
            $"{each.Class}: too few photos for one in {part}; raise --{part} or add photos";
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
}
