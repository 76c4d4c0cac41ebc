using ResNetFlowers.Data.Naming;

namespace ResNetFlowers.Data.Splitting;

/// <summary>One photo's way into the split.</summary>
/// <param name="Source">The photo's absolute path.</param>
/// <param name="Target">Where it goes, relative to the split's folder: <c>train/roses/1.jpg</c>.</param>
internal readonly record struct Placement(string Source, string Target);

/// <summary>Which photo goes where; touches no file.</summary>
/// <param name="Placements">Every photo's way, class by class.</param>
/// <param name="Counts">How many of each class go where.</param>
internal sealed record SplitPlan(IReadOnlyList<Placement> Placements, IReadOnlyList<ClassCounts> Counts)
{
    /// <summary>The parts of a split, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<string> Parts = ["train", "val", "test"];

    /// <summary>Plans a split.</summary>
    /// <param name="source">What is split.</param>
    /// <param name="assignment">Decides what goes where.</param>
    /// <param name="names">The classes' readable names.</param>
    /// <exception cref="InputException">There is one class only, or a class cannot be split so.</exception>
    public static SplitPlan Make(SplitSource source, IPartAssignment assignment, ReadableNames names)
    {
        if (source.Classes is [SourceClass only])
        {
            throw new InputException(
                $"{source.Name}: has one class only ({only.Name}); a classifier needs at least two classes, one sub-folder each");
        }

        var placements = new List<Placement>();
        var counts = new List<ClassCounts>(source.Classes.Count);
        foreach (SourceClass each in source.Classes)
        {
            IReadOnlyList<int?> parts = assignment.PartsOf(each);
            int[] sums = new int[Parts.Count];
            for (int i = 0; i < parts.Count; i++)
            {
                if (parts[i] is not { } part) continue;
                sums[part]++;
                placements.Add(new Placement(each.Photos[i].Path, $"{Parts[part]}/{each.Photos[i].Place}"));
            }

            counts.Add(new ClassCounts(each.Name, sums[0], sums[1], sums[2]) { Name = names.Find(each.Name) });
        }

        return new SplitPlan(placements, counts);
    }
}
