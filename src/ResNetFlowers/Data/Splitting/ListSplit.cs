namespace ResNetFlowers.Data.Splitting;

/// <summary>Takes photos straight from a list, to train or to measure on; nothing is copied.</summary>
internal static class ListSplit
{
    private const int Train = 0;
    private const int Val = 1;
    private const int Test = 2;

    /// <summary>
    /// The photos to learn from and those to check with: as the list's column <c>split</c> says, or else drawn as <see cref="DatasetSplitter"/>
    /// draws them with seed 0 and <see cref="SplitOptions.ExactCopiesOnly"/>, whatever the seed of the training, so that runs with other seeds are checked with the same photos.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="val">The share of each class to check with where the list does not say, above 0 and below 1.</param>
    /// <exception cref="InputException">A row cannot be used, there is one class only, or a class lacks photos on one side.</exception>
    public static (ImageFolder Train, ImageFolder Val) Open(string list, double val)
    {
        LabelledList photos = LabelledList.Read(list);
        if (photos.Classes is [string only]) throw new InputException($"{list}: has one class only, {only}; there is nothing to tell apart, list photos of another class");
        ILookup<int?, LabelledPhoto> parts = photos.HasParts ? photos.Photos.ToLookup(photo => photo.Part) : Draw(photos, val);
        return (Take(Train), Take(Val));

        ImageFolder Take(int part)
        {
            string[] empty = [.. photos.Classes.Except(parts[part].Select(photo => photo.Label), StringComparer.Ordinal)];
            if (empty.Length == 0) return Folder(photos, parts[part]);
            string mend = photos.HasParts
                ? $"mark some of its lines {SplitPlan.Parts[part]}"
                : "raise --val, or say in a column 'split' which photo is train and which val";
            throw new InputException($"{list}: has no photo of {empty[0]} for {SplitPlan.Parts[part]}; {mend}");
        }
    }

    /// <summary>The photos to measure on: those that the list marks as val, or test where none is val; all where it marks none.</summary>
    /// <exception cref="InputException">A row cannot be used, or all are marked as train.</exception>
    public static ImageFolder ToEvaluate(string list)
    {
        LabelledList photos = LabelledList.Read(list);
        if (!photos.HasParts) return Folder(photos, photos.Photos);
        ILookup<int?, LabelledPhoto> parts = photos.Photos.ToLookup(photo => photo.Part);
        foreach (int part in new[] { Val, Test })
        {
            if (parts[part].Any()) return Folder(photos, parts[part]);
        }

        throw new InputException($"{list}: marks every photo as train; mark those to measure on as val or test, or leave the column 'split' out");
    }

    private static ILookup<int?, LabelledPhoto> Draw(LabelledList list, double val)
    {
        SourceClass[] classes =
        [
            .. list.Photos.GroupBy(photo => photo.Label, StringComparer.Ordinal).Select(photos => new SourceClass(
                photos.Key, [.. photos.Select(photo => new SourcePhoto(photo.Path, photo.Listed)).OrderBy(photo => photo.Path, StringComparer.Ordinal)])),
        ];
        var source = new SplitSource(list.Name, list.Root, classes, MayMove: false);
        var options = new SplitOptions { Source = list.Name, Val = val, ExactCopiesOnly = true };
        ShareAssignment shares = ShareAssignment.Prepare(options, source, progress: null, CancellationToken.None);
        Dictionary<string, int?> parts = classes.SelectMany(each => each.Photos.Select(photo => photo.Path).Zip(shares.PartsOf(each)))
            .ToDictionary(entry => entry.First, entry => entry.Second, StringComparer.Ordinal);
        return list.Photos.ToLookup(photo => parts[photo.Path]);
    }

    private static ImageFolder Folder(LabelledList list, IEnumerable<LabelledPhoto> photos) =>
        ImageFolder.Of(list.Root, photos.Select(photo => (photo.Label, photo.Path)));
}
