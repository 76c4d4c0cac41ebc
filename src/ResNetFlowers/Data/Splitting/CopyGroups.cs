namespace ResNetFlowers.Data.Splitting;

/// <summary>The photos of a source that are exact copies of each other, and so must not stand on both sides of a split.</summary>
internal sealed class CopyGroups
{
    private readonly Dictionary<string, int> _groupOf = new(StringComparer.Ordinal);
    private readonly List<bool> _isContradictory = [];

    private CopyGroups()
    {
    }

    /// <summary>Finds them by content.</summary>
    public static CopyGroups Find(SplitSource source, CancellationToken cancellation)
    {
        (string Path, string Class)[] photos = [.. source.Classes.SelectMany(each => each.Photos.Select(photo => (photo.Path, each.Name)))];
        var groups = new CopyGroups();
        foreach (IReadOnlyList<int> group in ExactCopies.Find([.. photos.Select(photo => photo.Path)], cancellation))
        {
            foreach (int index in group) groups._groupOf.Add(photos[index].Path, groups._isContradictory.Count);
            groups._isContradictory.Add(group.Select(index => photos[index].Class).Distinct(StringComparer.Ordinal).Count() > 1);
        }

        return groups;
    }

    /// <summary>
    /// What is placed as one, as indices into a class's photos: a photo with its copies. A photo that stands in other classes too is
    /// of no use to check with; its copies are left out here, and so are trained on.
    /// </summary>
    public IEnumerable<IReadOnlyList<int>> UnitsOf(SourceClass photos)
    {
        var units = new List<List<int>>(photos.Photos.Count);
        var unitOf = new Dictionary<int, List<int>>();
        for (int index = 0; index < photos.Photos.Count; index++)
        {
            if (!_groupOf.TryGetValue(photos.Photos[index].Path, out int group))
            {
                units.Add([index]);
            }
            else if (unitOf.TryGetValue(group, out List<int>? unit))
            {
                unit.Add(index);
            }
            else if (!_isContradictory[group])
            {
                unitOf.Add(group, unit = [index]);
                units.Add(unit);
            }
        }

        return units;
    }

    /// <summary>What a person should know of the copies.</summary>
    /// <param name="folder">Where they can be looked for.</param>
    /// <returns>One line; null where there are none.</returns>
    public string? Warning(string folder)
    {
        if (_isContradictory.Count == 0) return null;
        int contradictory = _isContradictory.Count(each => each);
        string trained = contradictory == 0 ? "" : $", {contradictory} of them, which stand in several classes, in train";
        string photos = _isContradictory.Count == 1 ? "1 photo has" : $"{_isContradictory.Count} photos have";
        return $"{photos} exact copies; copies stay on one side{trained}; 'flowers verify {folder}' names them";
    }
}
