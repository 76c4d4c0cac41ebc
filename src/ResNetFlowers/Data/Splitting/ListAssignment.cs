using ResNetFlowers.Data.Lists;

namespace ResNetFlowers.Data.Splitting;

/// <summary>Puts each photo where a given list says: a published split, or one that was made elsewhere.</summary>
internal sealed class ListAssignment : IPartAssignment
{
    private const string PartColumn = "split";

    private readonly string _list;
    private readonly Dictionary<string, int> _parts;
    private int _leftOut;

    private ListAssignment(string list, Dictionary<string, int> parts)
    {
        _list = list;
        _parts = parts;
    }

    /// <summary>Reads a list of <c>path,split</c>, where the split is train, val or test.</summary>
    /// <param name="list">The list.</param>
    /// <param name="source">What is split; the list may name nothing else. Its paths begin from <see cref="SplitSource.Root"/>.</param>
    /// <exception cref="InputException">A row cannot be used; the message names its line and the mend.</exception>
    public static ListAssignment Read(string list, SplitSource source)
    {
        if (!ListFile.HasListExtension(list)) throw new InputException($"--by {list}: is no list; give a file ending in one of {ListFile.Extensions}");
        HashSet<string> photos = [.. source.Classes.SelectMany(each => each.Photos).Select(photo => photo.Path)];
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ListRow row in ListFile.Read(list, PartColumn))
        {
            string path = Path.GetFullPath(row.Path, source.Root);
            int part = SplitPlan.Parts.ToList().IndexOf(row.Value);
            if (part < 0) throw Wrong(row, $"'{row.Value.ReplaceLineEndings(" ")}' is no part of a split; give train, val or test");
            if (!photos.Contains(path)) throw Wrong(row, $"{row.Path} is no photo of {source.Name}; name photos as they lie in it");
            if (!parts.TryAdd(path, part)) throw Wrong(row, $"{row.Path} is listed already; list each photo once");
        }

        return new ListAssignment(list, parts);

        InputException Wrong(ListRow row, string what) => new($"{list}: line {row.Line}: {what}");
    }

    /// <inheritdoc/>
    public IReadOnlyList<int?> PartsOf(SourceClass photos)
    {
        int?[] parts = [.. photos.Photos.Select(photo => _parts.TryGetValue(photo.Path, out int part) ? part : (int?)null)];
        _leftOut += parts.Count(part => part is null);
        return parts.Contains(0)
            ? parts
            : throw new InputException($"{_list}: leaves no photo of {photos.Name} to train on; list at least one as train");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings(IReadOnlyList<ClassCounts> counts)
    {
        var warnings = new List<string>();
        if (_leftOut > 0) warnings.Add($"{_list}: does not list {_leftOut} of the photos; they are left out");
        foreach (ClassCounts each in counts)
        {
            if (each.Val == 0 && counts.Any(other => other.Val > 0)) warnings.Add($"{each.Class}: {_list} lists none of its photos as val");
            if (each.Test == 0 && counts.Any(other => other.Test > 0)) warnings.Add($"{each.Class}: {_list} lists none of its photos as test");
        }

        return warnings;
    }
}
