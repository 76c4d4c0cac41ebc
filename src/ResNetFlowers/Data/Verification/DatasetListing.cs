using System.Runtime.InteropServices;
using ResNetFlowers.Data.Splitting;

namespace ResNetFlowers.Data.Verification;

/// <summary>One part of a data set: <c>train</c>, <c>val</c> or <c>test</c> of a split, or the whole of a folder that is not split.</summary>
/// <param name="Name">Its name; empty for the whole.</param>
/// <param name="Classes">The classes, in ordinal order, empty ones included.</param>
internal sealed record DatasetPart(string Name, IReadOnlyList<string> Classes)
{
    /// <summary>The folder of a class, relative to the data set; in a list, which has no folders, a name for it.</summary>
    public string PlaceOf(string className) => Name.Length == 0 ? className : $"{Name}/{className}";
}

/// <summary>A photo's place in a data set.</summary>
/// <param name="Path">The file.</param>
/// <param name="Place">The same relative to the data set, with <c>/</c> between the parts, or as the list names it.</param>
/// <param name="Part">An index into <see cref="DatasetListing.Parts"/>.</param>
/// <param name="Class">The name of its class.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListedPhoto(string Path, string Place, int Part, string Class);

/// <summary>The parts, classes and photos of a data set; unlike an <see cref="ImageFolder"/>, of one that cannot be trained on, too.</summary>
/// <param name="Root">The folder or the list, as it was given.</param>
/// <param name="Parts">Its parts, those to learn from first.</param>
/// <param name="Photos">Its photos, part by part and class by class.</param>
internal sealed record DatasetListing(string Root, IReadOnlyList<DatasetPart> Parts, IReadOnlyList<ListedPhoto> Photos)
{
    /// <summary>The classes of all parts, in ordinal order, empty ones included.</summary>
    public IReadOnlyList<string> Classes => [.. Parts.SelectMany(part => part.Classes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Lists a folder; no photo is opened.</summary>
    /// <exception cref="InputException">The folder is missing, cannot be read, or has no sub-folder or no photo.</exception>
    public static DatasetListing Scan(string root)
    {
        if (!Directory.Exists(root))
        {
            string wrong = File.Exists(root) ? "is a file" : "no such folder";
            throw new InputException($"{root}: {wrong}; give the folder of a split, or one that holds one sub-folder of photos per class");
        }

        var photos = new List<ListedPhoto>();
        DatasetPart[] parts = [.. PartNames(root).Select(name => new DatasetPart(name, ImageFiles.SubfolderNames(Path.Join(root, name))))];
        for (int part = 0; part < parts.Length; part++)
        {
            foreach (string name in parts[part].Classes)
            {
                foreach (string path in ImageFiles.Find(Path.Join(root, parts[part].PlaceOf(name))))
                    photos.Add(new ListedPhoto(path, Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'), part, name));
            }
        }

        if (photos.Count > 0) return new DatasetListing(root, parts, photos);
        throw new InputException($"{root}: no photo in its sub-folders; looked for files ending in {ImageFiles.Extensions}, in one sub-folder per class");
    }

    /// <summary>Takes a list as it is; no photo is opened, nor need it be there.</summary>
    /// <exception cref="InputException">A row cannot be used; the message names its line and the mend.</exception>
    public static DatasetListing Read(string list)
    {
        LabelledList listed = LabelledList.Read(list, mayMiss: true);
        int[] present = listed.HasParts ? [.. listed.Photos.Select(photo => photo.Part!.Value).Distinct().Order()] : [0];
        ILookup<int, LabelledPhoto> parts = listed.Photos.ToLookup(photo => Array.IndexOf(present, photo.Part ?? 0));
        return new DatasetListing(
            list,
            [.. present.Select((part, index) => new DatasetPart(
                listed.HasParts ? SplitPlan.Parts[part] : "", [.. parts[index].Select(photo => photo.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))],
            [.. parts.OrderBy(part => part.Key).SelectMany(part => part
                .OrderBy(photo => photo.Label, StringComparer.Ordinal).ThenBy(photo => photo.Path, StringComparer.Ordinal)
                .Select(photo => new ListedPhoto(photo.Path, photo.Listed, part.Key, photo.Label)))]);
    }

    private static IEnumerable<string> PartNames(string root)
    {
        string[] present = [.. SplitPlan.Parts.Where(part => Directory.Exists(Path.Join(root, part)))];
        return present.Length > 1 && present[0] == SplitPlan.Parts[0] ? present : [""];
    }
}
