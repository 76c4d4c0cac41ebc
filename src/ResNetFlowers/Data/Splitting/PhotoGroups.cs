namespace ResNetFlowers.Data.Splitting;

/// <summary>Photos that are to be placed as one.</summary>
internal sealed class PhotoGroups
{
    private readonly Dictionary<string, int> _groupOf = new(StringComparer.Ordinal);
    private readonly List<bool> _isContradictory = [];

    /// <summary>Groups photos.</summary>
    /// <param name="photos">The photos, each with its class.</param>
    /// <param name="groups">Indices into them; no photo is in two groups.</param>
    public PhotoGroups(IReadOnlyList<(string Path, string Class)> photos, IEnumerable<IReadOnlyList<int>> groups)
    {
        foreach (IReadOnlyList<int> group in groups)
        {
            foreach (int index in group) _groupOf.Add(photos[index].Path, _isContradictory.Count);
            _isContradictory.Add(group.Select(index => photos[index].Class).Distinct(StringComparer.Ordinal).Count() > 1);
        }
    }

    /// <summary>Groups that stand in several classes.</summary>
    public int Contradictory => _isContradictory.Count(each => each);

    /// <summary>
    /// What is placed as one, as indices into a class's photos: a photo with its copies. A photo that stands in other classes too is
    /// of no use to check with; its copies are left out here, and so are trained on.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> UnitsOf(SourceClass photos)
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
}
