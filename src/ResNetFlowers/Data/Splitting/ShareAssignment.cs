using System.Text;

namespace ResNetFlowers.Data.Splitting;

/// <summary>Gives each part its share of every class, drawn at random; copies of a photo stay together.</summary>
internal sealed class ShareAssignment : IPartAssignment
{
    private readonly SplitOptions _options;
    private readonly CopyGroups _copies;
    private readonly List<string> _alike = [];

    private ShareAssignment(SplitOptions options, CopyGroups copies)
    {
        _options = options;
        _copies = copies;
    }

    /// <summary>Reads the photos, as far as it takes to find copies among them.</summary>
    /// <param name="options">The shares, and the seed.</param>
    /// <param name="source">What is split.</param>
    /// <param name="progress">Told after each photo that was looked at.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static ShareAssignment Prepare(
        SplitOptions options, SplitSource source, IProgress<SplitProgress>? progress, CancellationToken cancellation) =>
        new(options, CopyGroups.Find(source, options.ExactCopiesOnly, progress, cancellation));

    /// <inheritdoc/>
    /// <remarks>
    /// In random order, each unit goes to val while it has room for all of it, then to test; the rest is trained on. Where photos that look
    /// alike leave val or test short, they are told to be no copies.
    /// </remarks>
    public IReadOnlyList<int?> PartsOf(SourceClass photos)
    {
        if (TryDraw(photos, _copies.All, mayFallShort: false) is { } parts) return parts;
        // Exact copies may fall short as well, and then do so either way.
        int?[] apart = TryDraw(photos, _copies.Exact, mayFallShort: true)!;
        if (_copies.All.UnitsOf(photos).Count != _copies.Exact.UnitsOf(photos).Count) _alike.Add(photos.Name);
        return apart;
    }

    /// <summary>Draws the parts; null where val or test would fall short, and may not.</summary>
    private int?[]? TryDraw(SourceClass photos, PhotoGroups groups, bool mayFallShort)
    {
        int count = photos.Photos.Count;
        int val = Share(count, _options.Val);
        int test = Share(count, _options.Test);
        int[] order = Order(count, _options.Seed, photos.Name);
        int?[] parts = new int?[count];
        Array.Fill(parts, 0);
        foreach (IReadOnlyList<int> unit in groups.UnitsOf(photos).OrderBy(unit => order[unit[0]]))
        {
            int part = unit.Count <= val ? 1 : unit.Count <= test ? 2 : 0;
            if (part == 1) val -= unit.Count;
            if (part == 2) test -= unit.Count;
            foreach (int index in unit) parts[index] = part;
        }

        return mayFallShort || val + test == 0 ? parts : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings(IReadOnlyList<ClassCounts> counts)
    {
        var warnings = new List<string>();
        if (_copies.Warning(_options.IsArchive || _options.IsList ? _options.Out : _options.Source) is { } copies) warnings.Add(copies);
        warnings.AddRange(_alike.Select(name => $"{name}: too many of its photos look alike to keep them on one side; only exact copies are kept so"));
        foreach (ClassCounts each in counts)
        {
            if (_options.Val > 0 && each.Val == 0) warnings.Add(TooFew(each, "val"));
            if (_options.Test > 0 && each.Test == 0) warnings.Add(TooFew(each, "test"));
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
